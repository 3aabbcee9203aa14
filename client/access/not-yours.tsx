import '#client/settings/settings.css'
import './not-yours.css'
import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { useDistrict } from '#client/api/use-answers.ts'
import { TopBar } from '#client/explore/top-bar.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import type { ThemeName } from '#client/state/look.ts'
import { linkTo, useLook } from '#client/state/use-look.ts'
import { narrow as narrowWindow, useMedia } from '#client/ui/use-media.ts'
import { lookAs, useMe } from './me.ts'
import { placesOf } from './places.ts'

/** What stands where a page is not for whoever asks: what they see, and who can change that. */
export function NotYours({ theme }: { theme: ThemeName }) {
  const { t } = useWords()
  const look = useLook()
  const me = useMe()
  const district = useDistrict()
  const narrow = useMedia(narrowWindow)
  const places = me === undefined ? [] : placesOf(me)
  const isDemo = me?.demoRoles !== null && me?.demoRoles !== undefined
  return (
    <div className={narrow ? 'settings settings-phone' : 'settings'}>
      <TopBar look={look} theme={theme} district={district.data ?? null} page={null} narrow={narrow} />
      <main className="alone">
        <div className="notice">
          <h1 className="notice-title">{t('role.notYours')}</h1>
          <div className="notice-text">
            {(me?.identity?.roles ?? []).map((role) => (
              <p key={role}>
                {t('role.means', { role: t(`role.name.${role}`), sees: t(`role.sees.${role}`) })}
              </p>
            ))}
            {!isDemo && <p>{t('role.ask')}</p>}
          </div>
          {places.length > 0 && (
            <div className="notice-action not-yours-places">
              {places.map(({ path, word }) => (
                <Link key={path} className="link" href={linkTo(path, look)}>
                  {t(word)}
                </Link>
              ))}
            </div>
          )}
          {isDemo && (
            <div className="notice-action">
              <Button className="button" onPress={() => void lookAs(null)}>
                {t('role.back')}
              </Button>
            </div>
          )}
        </div>
      </main>
    </div>
  )
}
