import { z } from '@hono/zod-openapi'

/** What any route may answer beside what it is for. */
export const always = ['bad-parameter', 'forbidden', 'starting', 'internal'] as const

/** An id in a path. */
export const idParams = z.object({ id: z.string().min(1).max(100) })

/** A response in JSON. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A body in JSON, without which nothing is taken. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

export const done = { 204: { description: 'Done' } }
