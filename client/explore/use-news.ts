import { useEffect, useRef } from 'react'
import { useCoverage } from '#client/api/use-answers.ts'
import type { Coverage } from '#client/state/cells.ts'
import { touchedBetween, useLive } from '#client/state/live.ts'
import { newsOf, useNews } from '#client/state/news.ts'
import { viewParameters } from '#client/state/url.ts'
import type { Scene } from './scene.ts'

/** How long a piece of news stays, in ms. */
const newsMs = 6_000

/** Finds out what a new answer to the same question tells, while one looks at the present; and forgets it again. */
export function useFreshNews({ look, areas }: Pick<Scene, 'look' | 'areas'>): void {
  const { data: coverage } = useCoverage(look)
  const question = viewParameters(look).toString()
  const shown = useRef<{ question: string; coverage: Coverage } | null>(null)
  useEffect(() => {
    if (coverage === undefined || coverage === shown.current?.coverage) return
    const before = shown.current
    shown.current = { question, coverage }
    if (before === null || before.question !== question || look.asOf !== null) return
    const { revision, geometryRevision } = coverage.meta
    if (areas.geometryRevision !== geometryRevision) return
    const touched = touchedBetween(useLive.getState(), before.coverage.meta.revision, revision)
    const ids = new Map(
      areas.areas.flatMap(({ level, areaNo, areaId }) => (level === 'cell' ? [[areaNo, areaId]] : [])),
    )
    const news = newsOf(before.coverage, coverage, touched, (areaNo) => ids.get(areaNo))
    if (news !== null) useNews.setState({ news })
  }, [coverage, question, look.asOf, areas])

  const news = useNews((state) => state.news)
  useEffect(() => {
    if (news === null) return
    const timer = setTimeout(() => useNews.setState({ news: null }), newsMs)
    return () => clearTimeout(timer)
  }, [news])
  const asked = useRef(question)
  useEffect(() => {
    if (asked.current !== question) useNews.setState({ news: null })
    asked.current = question
  }, [question])
}
