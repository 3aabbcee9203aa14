import { createRoute } from '@hono/zod-openapi'
import {
  columnsType,
  countersAnswer,
  playbackAnswer,
  rhythmAnswer,
  seriesAnswer,
  type CountersAnswer,
  type PlaybackMeta,
  type RhythmMeta,
  type SeriesMeta,
} from '#data/contract/api.ts'
import { countersQuery, playbackQuery, rhythmQuery, seriesQuery } from '#data/contract/queries.ts'
import type { View } from '#data/contract/questions.ts'
import { columnsForm } from '#server/http/accept.ts'
import { problems } from '#server/http/problem.ts'
import { columnsTypeOf, encodeAnswer, encodeJson } from './columns.ts'
import { binary } from './document.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'
import { metaOf, viewFor, viewOf } from './view.ts'

const series = createRoute({
  method: 'get',
  path: '/series',
  tags: ['Questions'],
  summary: 'Visits, places, batches, people and issues per local day, oldest first',
  request: { query: seriesQuery },
  responses: {
    200: {
      description: 'One row per local day; dayNo counts days since 1970-01-01',
      content: { [columnsType]: { schema: binary }, 'application/json': { schema: seriesAnswer } },
    },
    ...problems(
      'bad-parameter',
      'not-found',
      'not-acceptable',
      'forbidden',
      'not-allowed',
      'busy',
      'starting',
      'internal',
    ),
  },
})

const playback = createRoute({
  method: 'get',
  path: '/playback',
  tags: ['Questions'],
  summary: 'Recency and issue window of every area on every day of a range, in one answer',
  request: { query: playbackQuery },
  responses: {
    200: {
      description:
        'Area by area in the order of areaNo, each with its days, oldest first: row = (areaNo − 1) · days + day. The last day is asOf',
      content: { [columnsType]: { schema: binary }, 'application/json': { schema: playbackAnswer } },
    },
    ...problems('bad-parameter', 'not-acceptable', 'forbidden', 'busy', 'starting', 'internal'),
  },
})

const rhythm = createRoute({
  method: 'get',
  path: '/rhythm',
  tags: ['Questions'],
  summary: 'Recency and visits of one area on every day of a range, oldest first',
  request: { query: rhythmQuery },
  responses: {
    200: {
      description: 'One row per local day; recencyDays is that of the playback',
      content: { [columnsType]: { schema: binary }, 'application/json': { schema: rhythmAnswer } },
    },
    ...problems(
      'bad-parameter',
      'not-found',
      'not-acceptable',
      'forbidden',
      'not-allowed',
      'starting',
      'internal',
    ),
  },
})

const counters = createRoute({
  method: 'get',
  path: '/counters',
  tags: ['Questions'],
  summary: 'Batches, person-times, visits, places and units: of the day and since the campaign began',
  request: { query: countersQuery },
  responses: {
    200: { description: 'Counters', content: { 'application/json': { schema: countersAnswer } } },
    ...problems('bad-parameter', 'forbidden', 'starting', 'internal'),
  },
})

export function timeRoutes({ answers, places, now }: Parts) {
  return newRoutes()
    .openapi(series, (c) => {
      const { days, area = null, ...asked } = c.req.valid('query')
      const form = columnsForm(c.req.header('accept'))
      return answers.ask(c, {
        name: `series ${form} ${days}`,
        heavy: true,
        type: columnsTypeOf(form),
        query: (state) => ({ area, view: viewOf(asked, state, now()) }),
        make: async ({ view }, state, sight) => {
          if (area !== null) await places.areaFor(sight, area)
          const meta: SeriesMeta = { ...metaOf(view, state), days, area }
          return encodeAnswer(form, meta, await sight.ask('series', { view, days, areaId: area }))
        },
      })
    })
    .openapi(playback, (c) => {
      const { days, level, knownAt, ...asked } = c.req.valid('query')
      const form = columnsForm(c.req.header('accept'))
      const knownEachDay = knownAt === 'each-day'
      return answers.ask(c, {
        name: `playback ${form} ${days} ${level} ${knownEachDay}`,
        heavy: true,
        type: columnsTypeOf(form),
        query: (state) => ({
          view: {
            ...viewFor(c, { ...asked, knownAt }, state, now()),
            ...(knownEachDay ? { knownAt: null } : {}),
          },
        }),
        make: async ({ view }, state, sight) => {
          const { district, ...columns } = await sight.ask('playback', {
            view,
            level,
            days,
            knownEachDay,
          })
          const meta: PlaybackMeta = {
            ...metaOf(view, state),
            ...(knownEachDay ? { knownAt } : {}),
            days,
            level,
            windowDays: view.windowDays,
            dataFrom: state.firstDay,
            district,
          }
          return encodeAnswer(form, meta, columns)
        },
      })
    })
    .openapi(rhythm, (c) => {
      const { days, area, ...asked } = c.req.valid('query')
      const form = columnsForm(c.req.header('accept'))
      return answers.ask(c, {
        name: `rhythm ${form} ${days}`,
        type: columnsTypeOf(form),
        query: (state) => ({ area, view: viewOf(asked, state, now()) }),
        make: async ({ view }, state, sight) => {
          await places.areaFor(sight, area)
          const meta: RhythmMeta = { ...metaOf(view, state), days, area }
          return encodeAnswer(form, meta, await sight.ask('rhythm', { view, areaId: area, days }))
        },
      })
    })
    .openapi(counters, (c) => {
      const asked = c.req.valid('query')
      return askJson<CountersAnswer, { view: View }>(answers, c, {
        name: 'counters',
        query: (state) => ({ view: viewFor(c, asked, state, now()) }),
        make: async ({ view }, state, sight) => {
          const { day, total, since } = await sight.ask('counters', { view })
          return encodeJson({ meta: metaOf(view, state), day, total, since } satisfies CountersAnswer)
        },
      })
    })
}
