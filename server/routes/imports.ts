import { createRoute, z } from '@hono/zod-openapi'
import {
  importsAnswer,
  mappingBody,
  mappingName,
  mappingsAnswer,
  outlinesAnswer,
  undoAnswer,
  undoPost,
  undoPreview,
  type OutlinesAnswer,
} from '#data/contract/imports.ts'
import { importsQuery, noQuery } from '#data/contract/queries.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { historyOf } from '#server/imports/history.ts'
import { outlinesOf } from '#server/imports/outlines.ts'
import { mappingsOf, removeMapping, saveMapping } from '#server/imports/saved.ts'
import { parseMapping } from '#server/ingest/mapping.ts'
import { always } from './described.ts'
import { ImportRefused } from '#server/ingest/refused.ts'
import { encodeJson } from './columns.ts'
import { revisionsOf } from './revision.ts'
import { askJson, newRoutes, type Parts } from './routes.ts'

const tags = ['Imports']
const seq = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, { error: 'an entry’s number' })
  .transform(Number)
  .meta({ type: 'integer', minimum: 1 })

const history = createRoute({
  method: 'get',
  path: '/imports',
  tags,
  summary: 'Imports, newest first, and which of them are undone',
  request: { query: importsQuery },
  responses: {
    200: { description: 'Imports', content: { 'application/json': { schema: importsAnswer } } },
    ...problems(...always),
  },
})

const preview = createRoute({
  method: 'get',
  path: '/imports/{seq}/undo',
  tags,
  summary: 'What undoing an import would change; nothing is changed',
  request: { params: z.object({ seq }), query: noQuery },
  responses: {
    200: { description: 'By table', content: { 'application/json': { schema: undoPreview } } },
    ...problems(...always, 'not-found'),
  },
})

const undo = createRoute({
  method: 'post',
  path: '/imports/{seq}/undo',
  tags,
  summary: 'Take an import back whole; what it had replaced stands again',
  description: 'An entry of its own: nothing is erased, and importing the file again brings the rows back.',
  request: {
    params: z.object({ seq }),
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: undoPost } } },
  },
  responses: {
    200: { description: 'Undone', content: { 'application/json': { schema: undoAnswer } } },
    ...problems(...always, 'bad-body', 'body-too-large', 'not-found', 'conflict', 'read-only', 'disk-full'),
  },
})

const outlines = createRoute({
  method: 'get',
  path: '/imports/outlines',
  tags,
  summary: 'Coarse outlines of the cells, to hold positions against',
  request: { query: noQuery },
  responses: {
    200: { description: 'Rings', content: { 'application/json': { schema: outlinesAnswer } } },
    ...problems(...always),
  },
})

const mappings = createRoute({
  method: 'get',
  path: '/mappings',
  tags,
  summary: 'Mappings: those that were saved, and those that imports used',
  request: { query: noQuery },
  responses: {
    200: { description: 'Mappings', content: { 'application/json': { schema: mappingsAnswer } } },
    ...problems(...always),
  },
})

const save = createRoute({
  method: 'put',
  path: '/mappings/{name}',
  tags,
  summary: 'Save a mapping under a name, in place of one that has it',
  request: {
    params: z.object({ name: mappingName }),
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: mappingBody } } },
  },
  responses: {
    204: { description: 'Saved' },
    ...problems(...always, 'bad-body', 'body-too-large', 'disk-full'),
  },
})

const remove = createRoute({
  method: 'delete',
  path: '/mappings/{name}',
  tags,
  summary: 'Remove a saved mapping; imports keep theirs',
  request: { params: z.object({ name: mappingName }), query: noQuery },
  responses: { 204: { description: 'Removed' }, ...problems(...always, 'not-found') },
})

export function importRoutes({ home, answers }: Parts) {
  const { warehouse } = home
  return newRoutes()
    .openapi(history, async (c) => {
      const { before, limit } = c.req.valid('query')
      return c.json(await historyOf(warehouse, before === 0 ? null : before, limit), 200)
    })
    .openapi(outlines, (c) =>
      askJson<OutlinesAnswer, object>(answers, c, {
        name: 'outlines',
        query: () => ({}),
        make: async () => encodeJson(outlinesOf(await warehouse.areas())),
      }),
    )
    .openapi(preview, async (c) => {
      const { seq } = c.req.valid('param')
      const batch = await warehouse.batch(seq)
      if (batch === null) throw new Refusal('not-found', 'This entry is no import.')
      const tables = batch.undoneBy === null ? await warehouse.changesOfUndo(seq) : []
      return c.json({ seq, undoneBy: batch.undoneBy, tables }, 200)
    })
    .openapi(undo, async (c) => {
      const { seq } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const entry = await home.commit({ kind: 'undo', body: { seq, reason } })
      return c.json({ seq: entry.seq, undid: seq, revision: revisionsOf(warehouse.state).revision }, 200)
    })
    .openapi(mappings, async (c) => c.json({ mappings: await mappingsOf(home) }, 200))
    .openapi(save, async (c) => {
      const { name } = c.req.valid('param')
      const body = c.req.valid('json')
      try {
        parseMapping(JSON.stringify(body), name)
      } catch (error) {
        throw error instanceof ImportRefused ? new Refusal('bad-body', error.message) : error
      }
      await saveMapping(home.folder, name, body)
      return c.body(null, 204)
    })
    .openapi(remove, async (c) => {
      await removeMapping(home.folder, c.req.valid('param').name)
      return c.body(null, 204)
    })
}
