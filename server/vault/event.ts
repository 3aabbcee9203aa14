import { z } from 'zod'
import { outcomePost, planConstraints, planPreview } from '#data/contract/plan.ts'
import { kinds } from '#data/contract/tables.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const by = z.strictObject({ id: z.string(), account: z.string(), name: z.string() })
const planId = z.string()
const text = z.string().nullable()
/** Site, name, English name, kind, cell, longitude, latitude. */
const place = z.tuple([
  z.string(),
  text,
  text,
  z.enum(kinds),
  text,
  z.number().nullable(),
  z.number().nullable(),
])

/** What the vault is told, in the order it happens. */
export const vaultEvent = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('frozen'),
    planId,
    number: z.int(),
    by,
    constraints: planConstraints,
    preview: planPreview,
    frame: z.record(z.string(), z.json()),
    /** Of each candidate, in the frame’s order, how its chance was made up and what is known: for those who look afterwards. */
    reasons: z.array(z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()])),
    /** Every site of the register as it was: neither a route nor a slip hangs on what becomes of the register later. */
    places: z.array(place).default([]),
    /** Left out because a plan whose slips were open visited them: whom it visits is not told. */
    underWay: z.array(z.string()).default([]),
    server: sha256,
    previousSeal: sha256,
    opensAt: z.string(),
  }),
  z.strictObject({ is: z.literal('approved'), planId, by, frameHash: sha256 }),
  z.strictObject({ is: z.literal('refused'), planId, by, why: z.string() }),
  z.strictObject({ is: z.literal('abandoned'), planId, by, why: z.string() }),
  z.strictObject({ is: z.literal('committed'), planId, by, hash: sha256 }),
  z.strictObject({ is: z.literal('revealed'), planId, by, value: sha256 }),
  z.strictObject({
    is: z.literal('sealed'),
    planId,
    seal: sha256,
    drawn: z.array(z.string()),
    reserve: z.array(z.array(z.string())),
    teamLabels: z.array(z.string()),
    routes: z.array(z.strictObject({ teamId: z.string(), token: z.string(), stops: z.array(z.string()) })),
  }),
  z.strictObject({
    is: z.literal('outcome'),
    planId,
    teamId: z.string(),
    siteId: z.string(),
    outcome: outcomePost.shape.outcome,
    /** Whom it brought in from the reserve. */
    substitute: z.string().nullable(),
  }),
  z.strictObject({
    is: z.literal('opening-asked'),
    planId,
    openingId: z.string(),
    teamId: z.string(),
    by,
    why: z.string(),
  }),
  z.strictObject({ is: z.literal('opening-confirmed'), planId, openingId: z.string(), by }),
  z.strictObject({ is: z.literal('opening-withdrawn'), planId, openingId: z.string(), by }),
  z.strictObject({ is: z.literal('closed'), planId, by: by.nullable() }),
])
export type VaultEvent = z.infer<typeof vaultEvent>
export type Actor = z.infer<typeof by>
