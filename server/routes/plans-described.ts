import { createRoute, z } from '@hono/zod-openapi'
import {
  approvalPost,
  habitsAnswer,
  openedAnswer,
  openingPost,
  commitmentPost,
  endPost,
  exclusionsAnswer,
  outcomePost,
  planChanges,
  planConstraints,
  planItem,
  planPreview,
  plansAnswer,
  receiptSchema,
  slipAnswer,
  slipPost,
  targetsAnswer,
  valuePost,
} from '#data/contract/plan.ts'
import { noQuery } from '#data/contract/queries.ts'
import { problems } from '#server/http/problem.ts'
import { always, idParams, json, jsonBody } from './described.ts'
import { binary } from './document.ts'
import { mediaTypes } from './exported.ts'

const tags = ['Plans']
const writes = ['bad-body', 'body-too-large', 'conflict', 'not-found', 'disk-full', 'read-only'] as const
const act = <P extends string, S extends z.ZodType>(path: P, summary: string, schema: S) =>
  createRoute({
    method: 'post',
    path: `/plans/{id}/${path}` as const,
    tags,
    summary,
    request: { params: idParams, query: noQuery, body: jsonBody(schema) },
    responses: { 200: json(planItem, 'The plan'), ...problems(...always, ...writes) },
  })

export const list = createRoute({
  method: 'get',
  path: '/plans',
  tags,
  summary: 'Plans, newest first: their state, what was committed to, never whom they visit',
  request: { query: noQuery },
  responses: { 200: json(plansAnswer, 'Plans'), ...problems(...always, 'read-only') },
})
export const preview = createRoute({
  method: 'post',
  path: '/plans/preview',
  tags,
  summary: 'What a draw under these constraints would be like; nobody is drawn',
  request: { query: noQuery, body: jsonBody(planConstraints) },
  responses: {
    200: json(planPreview, 'Counts, chances and the price of randomness'),
    ...problems(...always, 'bad-body', 'body-too-large', 'busy'),
  },
})
export const previewExclusions = createRoute({
  method: 'post',
  path: '/plans/preview/exclusions',
  tags,
  summary: 'Who could not be drawn under these constraints, and why',
  request: { query: noQuery, body: jsonBody(planConstraints) },
  responses: {
    200: json(exclusionsAnswer, 'Sites and reasons'),
    ...problems(...always, 'bad-body', 'body-too-large', 'busy'),
  },
})
export const habits = createRoute({
  method: 'get',
  path: '/plans/habits',
  tags,
  summary: 'How regular the visits of the last 180 days were, for who watches',
  request: { query: noQuery },
  responses: { 200: json(habitsAnswer, 'Habits'), ...problems(...always, 'busy') },
})
export const begin = createRoute({
  method: 'post',
  path: '/plans',
  tags,
  summary: 'Fix everything that could steer a draw, before anybody knows what it draws',
  request: { query: noQuery, body: jsonBody(planConstraints) },
  responses: { 201: json(planItem, 'Frozen'), ...problems(...always, ...writes) },
})
export const changes = createRoute({
  method: 'get',
  path: '/plans/{id}/changes',
  tags,
  summary: 'What could steer this draw and is not as in the plan before: for who approves it',
  request: { params: idParams, query: noQuery },
  responses: { 200: json(planChanges, 'Changes'), ...problems(...always, 'not-found', 'read-only') },
})
export const exclusions = createRoute({
  method: 'get',
  path: '/plans/{id}/exclusions',
  tags,
  summary: 'Who could not be drawn, and why, as it was when the frame was frozen',
  request: { params: idParams, query: noQuery },
  responses: {
    200: json(exclusionsAnswer, 'Sites and reasons'),
    ...problems(...always, 'not-found', 'read-only'),
  },
})
export const approve = act(
  'approval',
  'Approve a frozen plan, by the hash of what was looked at',
  approvalPost,
)
export const refuse = act('refusal', 'Refuse a frozen plan', endPost)
export const abandon = act(
  'abandonment',
  'Give a plan up whose slips have not opened; it stays in the list',
  endPost,
)
export const commit = act(
  'commitments',
  'One of two people’s hash of 32 bytes that only their browser knows',
  commitmentPost,
)
export const reveal = act('values', 'The 32 bytes; the second person’s draw and seal the list', valuePost)
const openingParams = idParams.extend({ openingId: z.uuid() })
const decide = <P extends string>(path: P, summary: string) =>
  createRoute({
    method: 'post',
    path: `/plans/{id}/openings/{openingId}/${path}` as const,
    tags,
    summary,
    request: { params: openingParams, query: noQuery },
    responses: { 200: json(planItem, 'The plan'), ...problems(...always, ...writes) },
  })
export const askOpening = act(
  'openings',
  'Ask for a team’s slip of a sealed plan to open before its time; another person confirms it',
  openingPost,
)
export const confirmOpening = decide('confirmation', 'Open a team’s slip that another person asked for')
export const withdrawOpening = decide('withdrawal', 'Let a slip that was asked for stay sealed')
export const opened = createRoute({
  method: 'get',
  path: '/plans/{id}/openings/{openingId}',
  tags,
  summary: 'The token of a slip that two persons opened, for these two',
  request: { params: openingParams, query: noQuery },
  responses: {
    200: json(openedAnswer, 'The token'),
    ...problems(...always, 'not-found', 'conflict', 'read-only'),
  },
})
export const close = createRoute({
  method: 'post',
  path: '/plans/{id}/close',
  tags,
  summary: 'Close a plan out: what became of it goes into the register',
  request: { params: idParams, query: noQuery },
  responses: { 200: json(planItem, 'Closed'), ...problems(...always, ...writes) },
})
export const targets = createRoute({
  method: 'get',
  path: '/plans/{id}/targets',
  tags,
  summary: 'Who is visited by whom and why, from when the slips open',
  request: { params: idParams, query: noQuery },
  responses: {
    200: json(targetsAnswer, 'By team'),
    ...problems(...always, 'not-found', 'conflict', 'read-only'),
  },
})
export const targetsFile = createRoute({
  method: 'get',
  path: '/plans/{id}/targets/{format}',
  tags,
  summary: 'The stops of a plan as a file, from when the slips open',
  request: {
    params: idParams.extend({ format: z.enum(['csv', 'xlsx', 'geojson']) }),
    query: z.strictObject({ language: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  },
  responses: {
    200: {
      description: 'The file',
      content: Object.fromEntries(
        (['csv', 'xlsx', 'geojson'] as const).map((as) => [mediaTypes[as], { schema: binary }]),
      ),
    },
    ...problems(...always, 'not-found', 'conflict', 'busy', 'disk-full', 'read-only'),
  },
})
export const receipt = createRoute({
  method: 'get',
  path: '/plans/{id}/receipt',
  tags,
  summary: 'What proves the draw of a plan that was closed out',
  request: { params: idParams, query: noQuery },
  responses: { 200: json(receiptSchema, 'The receipt'), ...problems(...always, 'not-found', 'read-only') },
})
export const slip = createRoute({
  method: 'post',
  path: '/slip',
  tags,
  summary: 'A team’s own stops, by the token of its slip, from when it opens until close-out',
  request: { query: noQuery, body: jsonBody(slipPost) },
  responses: {
    200: json(slipAnswer, 'The stops'),
    ...problems(...always, 'bad-body', 'body-too-large', 'not-found', 'read-only'),
  },
})
export const report = createRoute({
  method: 'post',
  path: '/slip/outcome',
  tags,
  summary: 'What became of a stop: done, with what was found, or not reached and why',
  request: { query: noQuery, body: jsonBody(outcomePost) },
  responses: { 200: json(slipAnswer, 'The stops now'), ...problems(...always, ...writes) },
})
