import type { Logger } from 'pino'
import { systemEvent } from '#server/access/audit-line.ts'
import type { Audit } from '#server/access/audit.ts'
import type { OpenPlans } from './open-plans.ts'
import type { Failed } from './plans.ts'

const what = { seal: 'plan not drawn', close: 'plan not closed' } as const

/**
 * Draws and closes out what is due, each time it is called. What fails is logged each time and audited once, until it
 * has been done; it is tried again at the next call.
 */
export function lookAfter(
  plans: Pick<OpenPlans, 'known'>,
  audit: Pick<Audit, 'note'>,
  log: Pick<Logger, 'error'>,
): () => Promise<void> {
  let told = new Set<string>()
  return async () => {
    try {
      const failed = (await (await plans.known())?.catchUp()) ?? []
      const keyOf = ({ planId, step }: Failed) => `${step} ${planId}`
      const fresh = failed.filter((one) => !told.has(keyOf(one)))
      told = new Set(failed.map(keyOf))
      for (const { planId, step, error } of failed) log.error({ planId, at: placesOf(error) }, what[step])
      for (const { planId, step } of fresh)
        await audit.note({ ...systemEvent(what[step], `id=${planId}`), status: 500 })
    } catch (error) {
      log.error({ err: error }, 'plans could not be looked after')
    }
  }
}

/** Where it went wrong, without the message: that of a draw could name whom it was about. */
function placesOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  return [
    error instanceof Error ? error.name : typeof error,
    ...lines.filter((line) => /^\s+at /.test(line)),
  ].join('\n')
}
