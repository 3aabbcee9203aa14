import { createRoute } from '@hono/zod-openapi'
import { noQuery } from '#data/contract/queries.ts'
import { sandboxLine, sandboxPost, type SandboxLine } from '#data/contract/sandbox.ts'
import { problems } from '#server/http/problem.ts'
import { createTurns } from '#server/http/turns.ts'
import { closedDay } from '#server/live/today.ts'
import { sandboxDaysOf } from '#server/plans/sandbox-days.ts'
import { sandboxLines } from '#server/plans/sandbox.ts'
import { always, jsonBody } from './described.ts'
import { newRoutes, type Parts } from './routes.ts'

const linesType = 'application/x-ndjson'

const run = createRoute({
  method: 'post',
  path: '/plans/sandbox',
  tags: ['Plans'],
  summary: 'The last weeks once more under other shares and caps: how far it is, then what came of it',
  request: { query: noQuery, body: jsonBody(sandboxPost) },
  responses: {
    200: {
      description:
        'One JSON object a line: progress, then the result; without a result it was not finished. Who leaves stops it',
      // By name alone the library’s types take it for JSON, and no answer fits.
      content: Object.fromEntries([[linesType, { schema: sandboxLine }]]),
    },
    ...problems(...always, 'bad-body', 'body-too-large', 'busy'),
  },
})

/** One goes through its weeks at a time, and a few may wait. */
const mostWaiting = 2
const progressLines = 100

export function sandboxRoutes({ home, now }: Parts) {
  const turns = createTurns({
    atOnce: 1,
    mostWaiting,
    busy: 'The sandbox is in use; ask again in a moment.',
  })
  return newRoutes().openapi(run, async (c) => {
    const asked = c.req.valid('json')
    const { signal } = c.req.raw
    const { settings } = home.warehouse.state
    const body = await new Promise<ReadableStream<Uint8Array>>((begin, refuse) => {
      turns(async () => {
        if (signal.aborted) return begin(nothing())
        const days = await sandboxDaysOf(home.warehouse, asked.weeks, closedDay(settings, now()))
        await new Promise<void>((over) => begin(streamOf(sandboxLines(days, settings, asked), signal, over)))
      }).catch(refuse)
    })
    return c.body(body, 200, { 'content-type': linesType, 'cache-control': 'no-store' })
  })
}

const nothing = () => new ReadableStream<Uint8Array>({ start: (controller) => controller.close() })

/** Lines as they come, whether or not anybody reads them: there are few, and who does not read must not hold the turn. */
function streamOf(
  lines: AsyncGenerator<SandboxLine>,
  signal: AbortSignal,
  over: () => void,
): ReadableStream<Uint8Array> {
  let isLeft = false
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = async () => {
        for await (const line of lines) {
          if (isLeft || signal.aborted) return
          if (line.is === 'progress' && line.done % Math.ceil(line.of / progressLines) > 0) continue
          controller.enqueue(Buffer.from(`${JSON.stringify(line)}\n`))
        }
      }
      void write()
        .then(() => (isLeft ? null : controller.close()))
        .catch((error: unknown) => controller.error(error))
        .finally(over)
    },
    cancel: () => void (isLeft = true),
  })
}
