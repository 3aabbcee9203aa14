import { Button, DialogTrigger } from 'react-aria-components'
import { useUnlocatedSites } from '#client/api/use-answers.ts'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import { Drop } from '#client/ui/drop.tsx'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import { Shape } from '#client/ui/shape.tsx'

const most = 200

/** The sites that lie in no cell and so on no map: each with the reason, each leading to its card. */
export function Unlocated({ count }: { count: number }) {
  const { t, format } = useWords()
  const said = t('district.unlocated', { n: format.whole(count), count })
  return (
    <DialogTrigger>
      <Button className="plain-lead">{said}</Button>
      <Drop title={said} placement="left top" className="unlocated">
        {(close) => <UnlocatedList onOpen={close} />}
      </Drop>
    </DialogTrigger>
  )
}

function UnlocatedList({ onOpen }: { onOpen: () => void }) {
  const { t, language, format } = useWords()
  const { data, isError } = useUnlocatedSites(most + 1)
  if (data === undefined) return isError ? <p>{t('state.failed')}</p> : <Shape rows={[100, 80, 90]} />
  return (
    <>
      <ul className="site-rows">
        {data.sites.slice(0, most).map((site) => (
          <li key={site.siteId}>
            <button
              type="button"
              className="site-row"
              onClick={() => {
                onOpen()
                changeLook({ cell: null, site: site.siteId })
              }}
            >
              <KindIcon kind={site.kind} />
              <span className="site-name">{siteName(site, language, t)}</span>
              {site.unlocated !== null && (
                <span className="site-reason">{t(`site.unlocated.${site.unlocated}`)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {data.sites.length > most && (
        <p className="quiet site-more">{t('site.unlocatedMore', { n: format.whole(most) })}</p>
      )}
    </>
  )
}
