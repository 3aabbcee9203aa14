import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import { Notice } from '#client/ui/notice.tsx'
import { Button } from 'react-aria-components'
import { CellCard } from './cell-card.tsx'
import { DistrictCard } from './district-card.tsx'
import { SiteCard } from './site-card.tsx'
import type { Scene } from './scene.ts'

/** The card of what is selected; without a selection, of the whole district. */
export function Selection({ scene }: { scene: Scene }) {
  const { t } = useWords()
  const { look, selected } = scene
  if (look.site !== null) return <SiteCard key={look.site} scene={scene} siteId={look.site} />
  if (selected !== null) return <CellCard key={selected.areaNo} scene={scene} cell={selected} />
  if (look.cell === null) return <DistrictCard scene={scene} />
  return (
    <section className="card" aria-label={t('card.label')}>
      <Notice
        title={t('card.unknownCell')}
        action={
          <Button className="link" onPress={() => changeLook({ cell: null })}>
            {t('card.close')}
          </Button>
        }
      >
        <p>{t('card.unknownCellNext')}</p>
      </Notice>
    </section>
  )
}
