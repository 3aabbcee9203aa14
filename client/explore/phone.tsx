import { memo, useDeferredValue } from 'react'
import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import { useMay } from '#client/access/me.ts'
import { pages } from '#client/access/pages.ts'
import { RoleMenu } from '#client/access/role-menu.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { PrintButton } from '#client/paper/print-button.tsx'
import { changeTheme } from '#client/state/change-taste.ts'
import { linkTo } from '#client/state/use-look.ts'
import { DownloadShown } from './download-shown.tsx'
import { Filters } from './filters.tsx'
import { Headline } from './headline.tsx'
import { Legend } from './legend.tsx'
import { LegendStrip } from './legend-strip.tsx'
import { MeasureSwitch } from './measure-switch.tsx'
import { MovingNote } from './moving-note.tsx'
import { RankList } from './rank-list.tsx'
import type { Scene, SceneState } from './scene.ts'
import { Selection } from './selection.tsx'
import { Stage } from './stage.tsx'
import { TimeControl } from './time-control.tsx'
import { useCalm } from './use-calm.ts'

type Shown = Extract<SceneState, { is: 'shown' }>

/** Explore in one column, in the order a thumb meets it: sentence, switch, map, card, ranking, the rest. */
export function Phone({ scene, still, strip, error, retry }: Shown) {
  const rested = useDeferredValue(still)
  const calm = useCalm(scene)
  return (
    <main className="phone">
      <Sentence scene={calm} />
      <div className="phone-switch">
        <MeasureSwitch look={still.look} />
      </div>
      <Stage scene={scene} error={error} retry={retry} narrow />
      <Rest scene={calm} still={rested} strip={strip} />
    </main>
  )
}

const Choices = memo(Filters)
const Card = memo(Selection)
const Sentence = memo(({ scene }: { scene: Scene }) => <Headline scene={scene} short />)

/** Everything under the map; like the sentence it follows when the map's frame is under way. */
const Rest = memo(({ scene, still, strip }: Pick<Shown, 'scene' | 'still' | 'strip'>) => {
  const { t } = useWords()
  const [plan, data, settings] = [useMay(pages.plan), useMay(pages.data), useMay(pages.settings)]
  return (
    <>
      <LegendStrip scene={scene} />
      <div className="sheet">
        <MovingNote scene={scene} still={still} />
        <Card scene={still} />
        <RankList scene={scene} />
        <TimeControl scene={scene} still={still} strip={strip} />
        <section className="phone-more" aria-label={t('legend.label')}>
          <Legend scene={scene} />
          <Choices scene={still} />
          <div className="phone-take">
            <PrintButton worded />
            <DownloadShown scene={still} worded />
            {still.district.synthetic && <RoleMenu worded />}
          </div>
          <p className="phone-page">
            <Button className="link" onPress={() => changeTheme(still.theme)}>
              {still.theme === 'dark' ? t('bar.toLight') : t('bar.toDark')}
            </Button>
            {plan && (
              <Link className="link" href={linkTo('/plan', scene.look)}>
                {t('nav.plan')}
              </Link>
            )}
            {data && (
              <Link className="link" href={linkTo('/data', scene.look)}>
                {t('nav.data')}
              </Link>
            )}
            {settings && (
              <Link className="link" href={linkTo('/settings', scene.look)}>
                {t('nav.settings')}
              </Link>
            )}
          </p>
        </section>
      </div>
    </>
  )
})
