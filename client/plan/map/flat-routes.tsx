import { useQuery } from '@tanstack/react-query'
import { askJson } from '#client/api/ask.ts'
import type { OutlinesAnswer } from '#data/contract/imports.ts'
import type { TargetsAnswer } from '#data/contract/plan.ts'
import { usePlanWords } from '../words.ts'

const width = 640
const height = 420
const edge = 24

/** Where the teams go, for browsers that draw no map: a line each over the district’s outlines; the chosen one stands out. */
export function FlatRoutes({ teams, chosen }: { teams: TargetsAnswer['teams']; chosen: string | null }) {
  const { t } = usePlanWords()
  const outlines = useQuery({
    queryKey: ['outlines'],
    queryFn: ({ signal }) => askJson<OutlinesAnswer>('/api/imports/outlines', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const bounds = outlines.data?.bounds ?? null
  if (bounds === null || outlines.data === undefined) return null
  const [west, south, east, north] = bounds
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * edge) / Math.max(1e-9, (east - west) * squeeze),
    (height - 2 * edge) / Math.max(1e-9, north - south),
  )
  const left = (width - (east - west) * squeeze * scale) / 2
  const top = (height - (north - south) * scale) / 2
  const x = (lon: number) => left + (lon - west) * squeeze * scale
  const y = (lat: number) => top + (north - lat) * scale
  const land = outlines.data.rings
    .map((ring) => {
      const steps: string[] = []
      for (let i = 0; i + 1 < ring.length; i += 2)
        steps.push(
          `${x(west + ((ring[i] ?? 0) / 1000) * (east - west)).toFixed(1)} ${y(north - ((ring[i + 1] ?? 0) / 1000) * (north - south)).toFixed(1)}`,
        )
      return `M${steps.join('L')}Z`
    })
    .join('')
  const order = teams.toSorted((a, b) => Number(a.teamId === chosen) - Number(b.teamId === chosen))
  return (
    <svg
      className="plan-flat"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('released.routes')}
    >
      <path className="plan-flat-land" d={land} />
      {order.map(({ teamId, stops }) => (
        <g key={teamId} data-chosen={teamId === chosen || undefined}>
          <polyline
            points={stops.map(({ lon, lat }) => `${x(lon).toFixed(1)},${y(lat).toFixed(1)}`).join(' ')}
          />
          {stops.map((stop, i) => (
            <g key={stop.siteId} transform={`translate(${x(stop.lon).toFixed(1)} ${y(stop.lat).toFixed(1)})`}>
              <circle r={teamId === chosen ? 8 : 3} />
              {teamId === chosen && <text dy="3.5">{i + 1}</text>}
            </g>
          ))}
        </g>
      ))}
    </svg>
  )
}
