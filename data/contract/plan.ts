import { z } from 'zod'
import { visitInput } from './api.ts'
import { exclusionReasons, mustReasons, notReachedReasons } from './plan-reasons.ts'
import { day, identifier } from './queries.ts'
import { settingsSchema } from './settings.ts'
import { kinds, nominationReasons, realResults } from './tables.ts'

const count = z.int().min(0)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const named = { siteId: z.string(), name: z.string().nullable(), nameEn: z.string().nullable() }
const why = z.string().trim().min(3).max(200)

/** What a planner sets before anything is drawn. */
export const planConstraints = z.strictObject({
  day,
  teams: z
    .array(z.strictObject({ teamId: identifier, minutes: z.int().min(30).max(900) }))
    .min(1)
    .max(200),
  /** Of one visit, with the way to it. */
  minutesPerVisit: z.int().min(5).max(600),
  shares: settingsSchema.shape.shares,
  /** How the draw is split by kind, by weights; null: not. */
  byKind: z.partialRecord(z.enum(kinds), z.int().min(0).max(1000)).nullable(),
  /** Not to be visited on the day, and why. */
  exempt: z.array(z.strictObject({ siteId: identifier, why })).max(10_000),
  /** To be visited whatever is drawn, and who ordered it why. */
  ordered: z.array(z.strictObject({ siteId: identifier, why })).max(200),
  /** A team that may not visit a site: a declared interest. */
  barred: z.array(z.strictObject({ teamId: identifier, siteId: identifier })).max(10_000),
  /** When slips open on the day, in the district’s zone. */
  opensAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time such as 08:25' }),
})
export type PlanConstraints = z.infer<typeof planConstraints>

const price = z.strictObject({
  drawnMilli: count,
  byRiskMilli: count,
  byChanceMilli: count,
  guessedMilli: count,
  cellsMilli: count,
  leastChance: count,
  greatestChance: count,
})
const stratum = z.strictObject({
  kind: z.enum(kinds).nullable(),
  sites: count,
  drawn: count,
})

/** What a draw under these constraints would be like; no target is in it, for there is none. */
export const planPreview = z.strictObject({
  register: count,
  excluded: z.record(z.enum(exclusionReasons), count),
  frame: count,
  chanceOnly: count,
  must: z.array(z.strictObject({ ...named, reason: z.enum(mustReasons) })),
  /** Must-visits beyond a quarter of the capacity, in the order of their deadlines. */
  queued: count,
  capacity: count,
  drawn: count,
  /** Visits that no stratum can take: none gives more than half of its sites. */
  lost: count,
  strata: z.array(stratum),
  /** Of the drawn, how many each share brings: in thousandths of a visit. */
  split: z.strictObject({ risk: count, overdue: count, chance: count }),
  price,
  /** 41 quantiles of the chances, in billionths, greatest first, with how each is made up. */
  curve: z.array(z.strictObject({ chance: count, risk: count, overdue: count, byChance: count })),
})
export type PlanPreview = z.infer<typeof planPreview>

export const planStates = [
  'frozen',
  'approved',
  'sealed',
  'released',
  'closed',
  'refused',
  'abandoned',
] as const
export type PlanState = (typeof planStates)[number]

const person = z.strictObject({ account: z.string(), name: z.string() })
const act = z.strictObject({ by: person, at: z.string() })

/** A plan as those see it who look after it; no target is in it, in any state. */
export const planItem = z.strictObject({
  planId: z.string(),
  /** 1 for the first of its day; a redraw is the next. */
  number: z.int().min(1),
  day,
  state: z.enum(planStates),
  constraints: planConstraints,
  preview: planPreview,
  frameHash: sha256,
  serverHash: sha256,
  settingsVersion: z.int(),
  previousSeal: sha256,
  frozen: act,
  approved: act.nullable(),
  commitments: z.array(
    z.strictObject({
      by: person,
      at: z.string(),
      hash: sha256,
      /** Of who asks. */
      isYours: z.boolean(),
      isRevealed: z.boolean(),
    }),
  ),
  sealed: z.strictObject({ at: z.string(), seal: sha256 }).nullable(),
  opensAt: z.string(),
  ended: z.strictObject({ by: person, at: z.string(), why: z.string() }).nullable(),
  closedAt: z.string().nullable(),
  /** Slips that somebody wanted to open before their time, oldest first. */
  openings: z.array(
    z.strictObject({
      openingId: z.string(),
      teamId: z.string(),
      why: z.string(),
      asked: act,
      confirmed: act.nullable(),
      withdrawn: act.nullable(),
      /** Whether who asks now is the one who wanted it. */
      isYours: z.boolean(),
      /** Whether who asks now is one of the two who opened it, and may have its link. */
      mayHaveLink: z.boolean(),
    }),
  ),
  /** After the draw: how many are to be visited, by team’s place; which sites they are is not told. */
  teams: z.array(z.strictObject({ teamId: z.string(), stops: count })),
  /** Only after the slips have opened: how many are done, not reached, and left. */
  /** After close-out, in thousandths: at how many of the day’s drawable sites something would be found. */
  estimate: z
    .strictObject({
      rate: count,
      interval: z.strictObject({ low: count, high: count }).nullable(),
      bounds: z.strictObject({ low: count, high: count }),
    })
    .nullable(),
  progress: z.strictObject({ done: count, notReached: count, left: count }).nullable(),
})
export type PlanItem = z.infer<typeof planItem>
export const plansAnswer = z.strictObject({
  plans: z.array(planItem),
  /** Who can be sent. */
  teams: z.array(
    z.strictObject({ teamId: z.string(), name: z.string().nullable(), nameEn: z.string().nullable() }),
  ),
  /** Which team may not visit which site, as in the plan before: a declared interest lasts longer than a day. */
  recusals: z.array(z.strictObject({ ...named, teamId: z.string() })),
  /** The district’s own shares, and its local day. */
  shares: planConstraints.shape.shares,
  today: day,
  zone: z.string(),
})
export type PlansAnswer = z.infer<typeof plansAnswer>

/** What could steer a draw and is not as in the plan drawn before. */
export const planChanges = z.strictObject({
  isFirst: z.boolean(),
  before: z
    .strictObject({
      day,
      shares: planConstraints.shape.shares,
      minutesPerVisit: z.int(),
      teams: count,
      settingsVersion: z.int(),
      build: z.string(),
    })
    .nullable(),
  build: z.string(),
  newlyOut: z.array(z.strictObject({ ...named, reason: z.string(), why: z.string().nullable() })),
  /** What leaders asked to have visited on the day; it changes no chance. */
  nominated: z.array(z.strictObject({ ...named, reason: z.enum(nominationReasons) })),
  ordered: z.array(z.strictObject({ ...named, why: z.string() })),
  /** Recusals that are new, and those that are gone. */
  recused: z.array(z.strictObject({ ...named, teamId: z.string(), isNew: z.boolean() })),
  /** How the draw was split by kind, and is now, where that is not the same. */
  byKind: z
    .strictObject({
      before: planConstraints.shape.byKind,
      now: planConstraints.shape.byKind,
    })
    .nullable(),
})
export type PlanChanges = z.infer<typeof planChanges>

/** Who is not in a frame, and why. It is as it was when the frame was made, whatever is drawn from it. */
export const exclusionsAnswer = z.strictObject({
  sites: z.array(
    z.strictObject({
      ...named,
      kind: z.enum(kinds),
      lon: z.number().nullable(),
      lat: z.number().nullable(),
      reason: z.enum(exclusionReasons),
    }),
  ),
  /** Sites left out because a team is on its way to them these days: so many, and which is not told. */
  underWay: count,
})
export type ExclusionsAnswer = z.infer<typeof exclusionsAnswer>

/** What a watcher could learn from when, by whom and where visits came; shares in thousandths. */
export const habitsAnswer = z.strictObject({
  from: day,
  to: day,
  visits: count,
  /** Monday first. */
  weekdays: z.array(count),
  hours: z.strictObject({ from: count, share: count }).nullable(),
  sameTeam: z.strictObject({ share: count, expected: count }).nullable(),
  regular: z.strictObject({ share: count, visits: count }).nullable(),
  guesser: z.strictObject({ days: count, right: count, byLuck: count }),
  /** Of who knows the register alone, and of who also watches the wall; null: nothing to learn from. */
  wall: z.strictObject({ days: count, without: count, with: count }).nullable(),
})
export type HabitsAnswer = z.infer<typeof habitsAnswer>

export const commitmentPost = z.strictObject({ hash: sha256 })
export const valuePost = z.strictObject({ value: sha256 })
export const approvalPost = z.strictObject({ frameHash: sha256 })
export const endPost = z.strictObject({ why })
export const openingPost = z.strictObject({ teamId: identifier, why })
export const openedAnswer = z.strictObject({ teamId: z.string(), token: z.string() })
export type OpenedAnswer = z.infer<typeof openedAnswer>

/** One stop of a team, from when the slips open. */
const stop = z.strictObject({
  siteId: z.string(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  kind: z.enum(kinds),
  cell: z.string().nullable(),
  lon: z.number(),
  lat: z.number(),
  /** Null: it was drawn. */
  must: z.enum(mustReasons).nullable(),
  /** Billionths, and how the chance was made up; null for a must-visit. */
  chance: z
    .strictObject({
      all: count,
      risk: count,
      overdue: count,
      byChance: count,
      foundMilli: count,
      expectedMilli: count,
    })
    .nullable(),
  outcome: z.enum(['done', 'not-reached']).nullable(),
  isSubstitute: z.boolean(),
})
export type PlanStop = z.infer<typeof stop>
/** Of a planner: with when the team is thought to come and to go, in minutes after the slips open. */
const target = stop.extend({ arrives: count, leaves: count })
export type PlanTarget = z.infer<typeof target>
export const targetsAnswer = z.strictObject({
  teams: z.array(
    z.strictObject({ teamId: z.string(), label: z.int(), token: z.string(), stops: z.array(target) }),
  ),
})
export type TargetsAnswer = z.infer<typeof targetsAnswer>

export const slipPost = z.strictObject({ token: z.string().min(20).max(100) })
export const slipAnswer = z.strictObject({
  planId: z.string(),
  day,
  teamId: z.string(),
  teamName: z.string().nullable(),
  teamNameEn: z.string().nullable(),
  district: z.string(),
  districtEn: z.string(),
  zone: z.string(),
  stops: z.array(stop),
})
export type SlipAnswer = z.infer<typeof slipAnswer>

/** What became of a stop. */
export const outcomePost = z.strictObject({
  token: z.string().min(20).max(100),
  siteId: identifier,
  outcome: z.discriminatedUnion('is', [
    z.strictObject({
      is: z.literal('done'),
      minutes: visitInput.shape.minutes,
      people: visitInput.shape.people,
      result: z.enum(realResults).nullable(),
      /** Severities of what was found, with categories. */
      issues: z
        .array(z.strictObject({ severity: z.int().min(1).max(4), category: z.string().max(80).nullable() }))
        .max(50),
    }),
    z.strictObject({ is: z.literal('not-reached'), reason: z.enum(notReachedReasons) }),
  ]),
})
export type Outcome = z.infer<typeof outcomePost>['outcome']

/** What proves a draw, for auditors, after close-out. */
export const receiptSchema = z.strictObject({
  format: z.literal('mingcha-receipt-1'),
  planId: z.string(),
  number: z.int(),
  /** As it was hashed; see docs/planner.md. */
  frame: z.record(z.string(), z.unknown()),
  frameHash: sha256,
  server: sha256,
  serverHash: sha256,
  first: sha256,
  firstHash: sha256,
  second: sha256,
  secondHash: sha256,
  previousSeal: sha256,
  seal: sha256,
  drawn: z.array(z.string()),
  /** By stratum, in the order substitutes are taken. */
  reserve: z.array(z.array(z.string())),
  /** Teams by label: the first gets label 1. */
  teamLabels: z.array(z.string()),
  routes: z.array(z.strictObject({ teamId: z.string(), stops: z.array(z.string()) })),
})
export type Receipt = z.infer<typeof receiptSchema>
