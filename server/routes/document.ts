import { z } from '@hono/zod-openapi'

/** Bytes, as OpenAPI says it. */
export const binary = z.string().meta({ type: 'string', format: 'binary' })

export const description = `Mingcha answers which grid cells nobody has looked at.

Every answer names the state it was given from: \`revision\` is the ledger's sequence and the beginning of its chain's
hash. Areas and sites are numbered 1, 2, 3 …: \`areaNo\` within a level at a \`geometryRevision\`, \`siteNo\` at a
\`registerRevision\`; never join numbers of different revisions.

\`asOf\` is the local day up to which things happened, \`knownAt\` the day by which they had been recorded. Null is
never or unknown, and never 0. Ratios travel as integers: thousandths, or their two numbers.

Columns come as \`application/vnd.mingcha.columns\` ("MCC1", u32 length of a JSON header, the header, then each
column's little-endian values at multiples of 8; the greatest value of a type, for f64 NaN, is null) or as JSON with
\`Accept: application/json\`. Unknown parameters are refused. Problems are RFC 9457.`
