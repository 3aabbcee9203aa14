import type { Picture } from '../show/picture.ts'
import { Ranked, Sentence } from '../show/ranked.tsx'
import { useWallWords } from '../words.ts'

/** How often places had to receive somebody within 30 days: none too often, none forgotten. */
export function BurdenPanel({ picture: { burden } }: { picture: Picture }) {
  const { t, format } = useWallWords()
  if (burden === null) return <Sentence title={t('burden.waiting')}>{''}</Sentence>
  const { cap, sites } = burden
  const over = sites.at(-1) ?? 0
  const rows = groupsOf(cap).map(({ from, to }) => ({
    from,
    to,
    count: sites.slice(from, to + 1).reduce((sum, count) => sum + count, 0),
  }))
  const most = Math.max(1, ...rows.map(({ count }) => count))
  const n = format.whole
  return (
    <>
      <Sentence
        title={t(over === 0 ? 'burden.none' : 'burden.title', { n: n(over), cap: n(cap), count: over })}
      >
        {t('burden.how')}
      </Sentence>
      <Ranked
        rows={rows.map(({ from, to, count }) => ({
          key: String(from),
          name:
            from > cap
              ? t('burden.more', { n: n(cap) })
              : from === to
                ? t('burden.times', { n: n(from), count: from })
                : t('burden.range', { from: n(from), to: n(to) }),
          value: n(count),
          parts: [{ key: 'sites', share: count / most, swatch: from > cap ? 'density-4' : 'density-2' }],
        }))}
      />
    </>
  )
}

/** Five groups at most: none, one, two to the cap in one or two groups, more than the cap. */
function groupsOf(cap: number): { from: number; to: number }[] {
  const groups = [
    { from: 0, to: 0 },
    { from: 1, to: 1 },
  ]
  const half = Math.ceil((cap + 1) / 2)
  if (cap >= 2) groups.push({ from: 2, to: Math.max(2, half - 1) })
  if (cap > Math.max(2, half - 1)) groups.push({ from: Math.max(3, half), to: cap })
  return [...groups.filter(({ from }) => from <= cap), { from: cap + 1, to: cap + 1 }]
}
