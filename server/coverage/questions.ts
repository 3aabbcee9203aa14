import type { QuestionName, Questions } from '#data/contract/questions.ts'
import type { Settings } from '#data/contract/settings.ts'
import type { Reader } from '#server/warehouse/reader.ts'
import { counters } from './counters.ts'
import { coverage } from './coverage.ts'
import { density } from './density.ts'
import { history } from './history.ts'
import { issues } from './issues.ts'
import { lateness } from './lateness.ts'
import { playback } from './playback.ts'
import { ranking } from './ranking.ts'
import { rectification } from './rectification.ts'
import { rhythm } from './rhythm.ts'
import { series } from './series.ts'
import { sites } from './sites.ts'
import { why } from './why.ts'

type Answers = {
  [Q in QuestionName]: (
    reader: Reader,
    settings: Settings,
    params: Questions[Q]['params'],
  ) => Promise<Questions[Q]['answer']>
}

const answers: Answers = {
  coverage,
  density,
  rectification,
  lateness,
  sites,
  ranking,
  series,
  playback,
  counters,
  history,
  issues,
  rhythm,
  why,
}

/** Answers a question from the projection behind the reader. Throws QuestionFailed; a RangeError for a day that is none. */
export function answer<Q extends QuestionName>(
  reader: Reader,
  settings: Settings,
  question: Q,
  params: Questions[Q]['params'],
): Promise<Questions[Q]['answer']> {
  return answers[question](reader, settings, params)
}
