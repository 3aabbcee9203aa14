import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { sectorName } from '#client/i18n/sector-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { severities, windows } from '#client/state/look.ts'
import { changeLook } from '#client/state/use-look.ts'
import { Chips } from '#client/ui/chips.tsx'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import { Segmented } from '#client/ui/segmented.tsx'
import { kinds, modes } from '#data/contract/tables.ts'
import type { Scene } from './scene.ts'

/** Which sites count, which visits, which issues, and how far back they are looked for. Nothing chosen: all. */
export function Filters({ scene }: { scene: Scene }) {
  return (
    <>
      <KindFilter scene={scene} />
      {scene.district.sectors.length > 1 && <SectorFilter scene={scene} />}
      <ModeFilter scene={scene} />
      {scene.look.measure !== 'recency' && <SeverityFilter scene={scene} />}
      <WindowSwitch scene={scene} />
    </>
  )
}

function KindFilter({ scene: { look, district } }: { scene: Scene }) {
  const { t, format } = useWords()
  const present = kinds.filter((kind) => (district.kinds[kind] ?? 0) > 0)
  return (
    <div className="panel-part">
      <div className="part-head">
        <h2>{t('kinds.label')}</h2>
        <span className="quiet">{format.whole(district.counts.sites)}</span>
      </div>
      <ToggleButtonGroup
        className="kinds"
        data-filtering={look.kinds !== null || undefined}
        aria-label={t('kinds.label')}
        selectionMode="multiple"
        selectedKeys={look.kinds ?? []}
        onSelectionChange={(keys) => {
          const chosen = kinds.filter((kind) => keys.has(kind))
          changeLook({ kinds: chosen.length === 0 ? null : chosen })
        }}
      >
        {present.map((kind) => (
          <ToggleButton key={kind} id={kind} className="kind">
            <KindIcon kind={kind} />
            <span className="kind-name">{t(`kinds.${kind}`)}</span>
            <span className="kind-count">{format.whole(district.kinds[kind] ?? 0)}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  )
}

function SectorFilter({ scene: { look, district } }: { scene: Scene }) {
  const { t } = useWords()
  return (
    <Chips
      label={t('sectors.label')}
      none={t('filters.all')}
      options={district.sectors.map((sector) => ({ value: sector, text: sectorName(sector, t) }))}
      chosen={look.sectors}
      onChange={(sectors) => changeLook({ sectors: sectors?.toSorted() ?? null })}
    />
  )
}

/** Which modes refresh recency, in place of those that the settings say. */
function ModeFilter({ scene: { look } }: { scene: Scene }) {
  const { t } = useWords()
  return (
    <Chips
      label={t('filters.modesLabel')}
      none={t('filters.modesAsSet')}
      options={modes.map((mode) => ({ value: mode, text: t(`mode.${mode}`) }))}
      chosen={look.modes}
      onChange={(chosen) => changeLook({ modes: chosen })}
    />
  )
}

function SeverityFilter({ scene: { look } }: { scene: Scene }) {
  const { t, format } = useWords()
  return (
    <Chips
      label={t('filters.severityLabel')}
      none={t('filters.all')}
      options={severities.map((severity) => ({ value: String(severity), text: format.whole(severity) }))}
      chosen={look.severities?.map(String) ?? null}
      onChange={(chosen) => changeLook({ severities: chosen?.map(Number) ?? null })}
    />
  )
}

function WindowSwitch({ scene: { look } }: { scene: Scene }) {
  const { t, format } = useWords()
  const days = [...new Set([...windows, look.windowDays])].toSorted((a, b) => a - b)
  return (
    <div className="panel-part">
      <div className="part-head">
        <h2>{t('window.label')}</h2>
      </div>
      <Segmented
        label={t('window.label')}
        value={String(look.windowDays)}
        options={days.map((one) => ({
          value: String(one),
          text: one === 365 ? t('window.year') : t('unit.daysShort', { n: format.whole(one), count: one }),
        }))}
        onChange={(value) => changeLook({ windowDays: Number(value) })}
      />
    </div>
  )
}
