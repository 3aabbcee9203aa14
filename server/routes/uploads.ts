import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import {
  checkPost,
  jobAnswer,
  jobsAnswer,
  trialAnswer,
  trialPost,
  uploadAnswer,
} from '#data/contract/imports.ts'
import { noQuery } from '#data/contract/queries.ts'
import { attachment } from '#server/http/attachment.ts'
import { problems, Refusal } from '#server/http/problem.ts'
import { describeUpload } from '#server/imports/describe.ts'
import { sampleOf, shapeOf } from '#server/imports/sample.ts'
import { tryDatums } from '#server/imports/trial.ts'
import { parseMapping } from '#server/ingest/mapping.ts'
import { ImportRefused } from '#server/ingest/refused.ts'
import { rejectHeader } from '#server/ingest/reject.ts'
import { localDay } from '#server/live/today.ts'
import { binary } from './document.ts'
import { always, json } from './described.ts'
import { newRoutes, type Parts } from './routes.ts'

const id = z.string().regex(/^[0-9a-f]{32}$/, { error: 'an id this server gave' })
const tags = ['Imports']
const writes = ['bad-body', 'body-too-large', 'disk-full', 'not-found'] as const

const upload = createRoute({
  method: 'post',
  path: '/imports/uploads',
  tags,
  summary: 'Send a file: what it holds, and how it could become rows',
  description:
    'The body is the file as it is (CSV or GeoJSON, also gzipped), not a form. Nothing is imported; it is kept for a day at most, and until the next start of the server.',
  request: {
    query: z.strictObject({ name: z.string().min(1).max(400) }),
    body: { required: true, content: { 'application/octet-stream': { schema: binary } } },
  },
  responses: { 201: json(uploadAnswer, 'The file and proposals'), ...problems(...always, ...writes) },
})

const look = createRoute({
  method: 'get',
  path: '/imports/uploads/{id}',
  tags,
  summary: 'A file that was sent, looked at again, or another sheet of it',
  request: {
    params: z.object({ id }),
    query: z.strictObject({ sheet: z.string().min(1).max(100).optional() }),
  },
  responses: {
    200: json(uploadAnswer, 'The file and proposals'),
    ...problems(...always, 'not-found', 'bad-body'),
  },
})

const forget = createRoute({
  method: 'delete',
  path: '/imports/uploads/{id}',
  tags,
  summary: 'Forget a file that was sent',
  request: { params: z.object({ id }), query: noQuery },
  responses: { 204: { description: 'Forgotten' }, ...problems(...always, 'conflict') },
})

const trial = createRoute({
  method: 'post',
  path: '/imports/uploads/{id}/trial',
  tags,
  summary: 'Where the file’s positions would lie under each datum',
  request: {
    params: z.object({ id }),
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: trialPost } } },
  },
  responses: { 200: json(trialAnswer, 'By datum'), ...problems(...always, ...writes) },
})

const check = createRoute({
  method: 'post',
  path: '/imports/uploads/{id}/check',
  tags,
  summary: 'Check a file through a mapping: everything but storing it',
  request: {
    params: z.object({ id }),
    query: noQuery,
    body: { required: true, content: { 'application/json': { schema: checkPost } } },
  },
  responses: { 202: json(jobAnswer, 'The check, begun'), ...problems(...always, ...writes) },
})

const store = createRoute({
  method: 'post',
  path: '/imports/jobs/{id}/store',
  tags,
  summary: 'Import what a check that is done has checked, as one entry',
  request: { params: z.object({ id }), query: noQuery },
  responses: { 202: json(jobAnswer, 'The import, begun'), ...problems(...always, 'not-found', 'conflict') },
})

const jobList = createRoute({
  method: 'get',
  path: '/imports/jobs',
  tags,
  summary: 'Checks and imports since the server started, newest first',
  request: { query: noQuery },
  responses: { 200: json(jobsAnswer, 'Jobs'), ...problems(...always) },
})

const job = createRoute({
  method: 'get',
  path: '/imports/jobs/{id}',
  tags,
  summary: 'How a check or an import stands',
  request: { params: z.object({ id }), query: noQuery },
  responses: { 200: json(jobAnswer, 'The job'), ...problems(...always, 'not-found') },
})

const cancel = createRoute({
  method: 'delete',
  path: '/imports/jobs/{id}',
  tags,
  summary: 'Cancel a check or an import; it leaves nothing behind',
  request: { params: z.object({ id }), query: noQuery },
  responses: { 200: json(jobAnswer, 'The job'), ...problems(...always, 'not-found') },
})

const rejects = createRoute({
  method: 'get',
  path: '/imports/jobs/{id}/rejects.csv',
  tags,
  summary: 'All rejects of a check or an import: line, field, code, reason, value',
  request: { params: z.object({ id }), query: noQuery },
  responses: {
    200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } },
    ...problems(...always, 'not-found'),
  },
})

export function uploadRoutes({ home, imports, now }: Parts) {
  const { uploads, jobs } = imports
  const { warehouse } = home
  const today = () => localDay(warehouse.state.settings.zone, now())
  return newRoutes()
    .openapi(upload, async (c) => {
      const kept = await uploads.receive(c.req.valid('query').name, c.req.raw.body)
      try {
        return c.json(await readably(() => describeUpload(home, kept, today())), 201)
      } catch (error) {
        await uploads.remove(kept.id)
        throw error
      }
    })
    .openapi(look, async (c) => {
      const kept = uploads.get(c.req.valid('param').id)
      const { sheet = null } = c.req.valid('query')
      return c.json(await readably(() => describeUpload(home, kept, today(), sheet)), 200)
    })
    .openapi(forget, async (c) => {
      const { id } = c.req.valid('param')
      if (jobs.uses(id)) throw new Refusal('conflict', 'This file is being read; cancel that first.')
      await uploads.remove(id)
      return c.body(null, 204)
    })
    .openapi(trial, async (c) => {
      const { path, name } = uploads.get(c.req.valid('param').id)
      const { draft } = c.req.valid('json')
      return readably(async () => {
        const { encoding, delimiter } = draft
        const shape = { ...(await shapeOf(path, draft.sheet)), encoding, delimiter }
        const areas = await warehouse.areas()
        const { h3Resolution } = warehouse.state.settings
        return c.json(tryDatums(draft, await sampleOf(path, name, shape), areas, h3Resolution), 200)
      })
    })
    .openapi(check, async (c) => {
      const kept = uploads.get(c.req.valid('param').id)
      const { mapping, mappingName } = c.req.valid('json')
      return readably(async () => {
        const parsed = parseMapping(JSON.stringify(mapping), mappingName)
        return c.json(jobs.check({ upload: kept, mapping: parsed, mappingName }), 202)
      })
    })
    .openapi(store, (c) => c.json(jobs.store(c.req.valid('param').id), 202))
    .openapi(jobList, (c) => c.json({ jobs: jobs.list() }, 200))
    .openapi(job, (c) => c.json(jobs.get(c.req.valid('param').id), 200))
    .openapi(cancel, (c) => c.json(jobs.cancel(c.req.valid('param').id), 200))
    .openapi(rejects, (c) => {
      const { path, name } = jobs.rejects(c.req.valid('param').id)
      const body = path === null ? `\ufeff${rejectHeader}` : Readable.toWeb(createReadStream(path))
      return new Response(body, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': attachment(`${name}.rejects.csv`),
          'cache-control': 'no-store',
        },
      })
    })
}

/** What cannot be read is the sender's to mend. */
async function readably<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ImportRefused) throw new Refusal('bad-body', error.message)
    throw error
  }
}
