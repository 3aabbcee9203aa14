import type { ThemeName } from '#client/state/look.ts'
export function SettingsPage({ theme }: { theme: ThemeName }) {
  return <main data-theme={theme} />
}
