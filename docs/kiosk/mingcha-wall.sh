#!/bin/sh
# Shows a wall full screen in Chromium, for as long as it is not stopped. Usage: mingcha-wall.sh ADDRESS [PROFILE]
# ADDRESS is https://… (or http://localhost:… on the server's own machine) and ends in /wall or /wall/NAME.
set -eu
address=${1:?the address of the wall, such as https://mingcha.example/wall}
profile=${2:-${XDG_STATE_HOME:-$HOME/.local/state}/mingcha-wall}
# The profile holds the display's key: lost with it, the screen shows a pairing code again.
mkdir -p "$profile"
# A browser that was cut off asks whether to restore its pages; nobody is there to answer.
rm -f "$profile/SingletonLock" "$profile/SingletonCookie" "$profile/SingletonSocket"
if [ -f "$profile/Default/Preferences" ]; then
  sed -i 's/"exit_type":"[^"]*"/"exit_type":"Normal"/' "$profile/Default/Preferences"
fi
# No screen saver, no dark screen; a pointer that nobody moves is not drawn.
if [ -n "${DISPLAY:-}" ] && command -v xset >/dev/null; then xset s off -dpms s noblank || true; fi
exec chromium \
  --kiosk --app="$address" --user-data-dir="$profile" \
  --start-fullscreen --hide-scrollbars --noerrdialogs \
  --no-first-run --no-default-browser-check --disable-session-crashed-bubble \
  --disable-features=Translate,MediaRouter,CalculateNativeWinOcclusion \
  --disable-component-update --disable-background-networking --disable-sync \
  --disable-background-timer-throttling --disable-backgrounding-occluded-windows --disable-renderer-backgrounding \
  --overscroll-history-navigation=0 --disable-pinch --password-store=basic \
  ${MINGCHA_WALL_FLAGS:-}
