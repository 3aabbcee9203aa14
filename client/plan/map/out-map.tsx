import type { FeatureCollection } from 'geojson'
import { useMemo, useState } from 'react'
import { Failure } from '#client/explore/failure.tsx'
import type { ThemeName } from '#client/state/look.ts'
import { Chips } from '#client/ui/chips.tsx'
import type { ExclusionsAnswer } from '#data/contract/plan.ts'
import { exclusionReasons, type ExclusionReason } from '#data/contract/plan-reasons.ts'
import { usePlanWords } from '../words.ts'
import { Ground } from './ground.tsx'
import { OutList } from './out-list.tsx'
import { PointTip } from './point-tip.tsx'

interface Props {
  out: ExclusionsAnswer | undefined
  error: unknown
  retry: () => void
  /** It answers constraints that were changed since. */
  isOld?: boolean
  theme: ThemeName
}

/** Where those are that cannot be drawn, by reason; no chance of anybody, and no target. */
export function OutMap({ out, error, retry, isOld = false, theme }: Props) {
  const { t, format } = usePlanWords()
  const [chosen, choose] = useState<ExclusionReason[] | null>(null)
  const counts = useMemo(() => countsOf(out), [out])
  const shown = useMemo(
    () => out?.sites.filter(({ reason }) => chosen === null || chosen.includes(reason)) ?? [],
    [out, chosen],
  )
  const points = useMemo(() => pointsOf(shown), [shown])
  if (error !== null && out === undefined)
    return (
      <section className="plan-geo" aria-label={t('out.title')}>
        <Failure error={error} retry={retry} />
      </section>
    )
  const n = (count: number) => format.whole(count)
  const unplaced = shown.length - points.features.length
  const underWay = out?.underWay ?? 0
  return (
    <section className="plan-geo" aria-label={t('out.where')} data-old={isOld || undefined}>
      <Chips
        label={t('out.where')}
        none={t('out.any')}
        options={exclusionReasons
          .filter((reason) => counts.has(reason))
          .map((value) => ({ value, text: `${t(`out.${value}`)} ${n(counts.get(value) ?? 0)}` }))}
        chosen={chosen}
        onChange={choose}
      />
      <Ground
        theme={theme}
        label={t('out.map')}
        points={points}
        instead={<p className="plan-note">{t('out.noMap')}</p>}
      >
        {(open) => <PointTip open={open} sites={shown} />}
      </Ground>
      <p className="quiet">
        {t('out.shown', { count: points.features.length, n: n(points.features.length) })}
        {unplaced > 0 && ` ${t('out.unplaced', { count: unplaced, n: n(unplaced) })}`}
        {underWay > 0 && ` ${t('out.underWay', { count: underWay, n: n(underWay) })}`}
      </p>
      <OutList sites={shown} />
    </section>
  )
}

function countsOf(out: ExclusionsAnswer | undefined): Map<ExclusionReason, number> {
  const counts = new Map<ExclusionReason, number>()
  for (const { reason } of out?.sites ?? []) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return counts
}

function pointsOf(sites: ExclusionsAnswer['sites']): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: sites.flatMap(({ siteId, kind, lon, lat }) =>
      lon === null || lat === null
        ? []
        : [
            {
              type: 'Feature',
              properties: { siteId, kind },
              geometry: { type: 'Point', coordinates: [lon, lat] },
            },
          ],
    ),
  }
}
