import type { Formats } from '#client/i18n/formats.ts'
import type { SandboxRange, SandboxResult } from '#data/contract/sandbox.ts'
import type { TranslateSandbox } from './words.ts'

const shareNames = ['risk', 'overdue', 'chance'] as const

/** What the alternative would change against present settings, in one sentence. */
export function sentenceOf(result: SandboxResult, t: TranslateSandbox, format: Formats): string {
  const lead = leadOf(result, t, format)
  if (lead === null) return t('same')
  return t('sentence', { lead, first: firstOf(result, t, format), second: secondOf(result, t, format) })
}

/** Null: the alternative is what there is. */
function leadOf(
  { present, alternative }: SandboxResult,
  t: TranslateSandbox,
  format: Formats,
): string | null {
  const more = (name: (typeof shareNames)[number]) => alternative.shares[name] - present.shares[name]
  const [most = 'risk'] = shareNames.toSorted((a, b) => more(b) - more(a))
  const said: string[] = []
  if (more(most) > 0) said.push(t(`lead.${most}`, { n: format.upToTenth(more(most) / 10) }))
  if (alternative.visitsADay !== present.visitsADay)
    said.push(
      t('lead.visits', {
        n: format.whole(alternative.visitsADay),
        before: format.whole(present.visitsADay),
      }),
    )
  if (alternative.site30 !== present.site30)
    said.push(t('lead.cap', { n: format.whole(alternative.site30), before: format.whole(present.site30) }))
  return said.length > 1 ? t('lead.several') : (said[0] ?? null)
}

function firstOf({ present, alternative }: SandboxResult, t: TranslateSandbox, format: Formats): string {
  const [before, now] = [present.outcome, alternative.outcome]
  if (before.worstCellDays !== null && now.worstCellDays !== null) {
    const [was, is] = [before.worstCellDays.mid, now.worstCellDays.mid]
    if (was !== is) return t('first.worst', { n: format.whole(is), before: format.whole(was) })
  }
  const [was, is] = [before, now].map(({ coveredMilli }) => format.upToTenth(coveredMilli.mid / 10))
  return was === is || was === undefined || is === undefined
    ? t('first.same')
    : t('first.covered', { n: is, before: was })
}

function secondOf({ present, alternative }: SandboxResult, t: TranslateSandbox, format: Formats): string {
  const [before, now] = [present.outcome.earlierMilliDays, alternative.outcome.earlierMilliDays]
  if (before === null || now === null) return t('second.none')
  const tenths = Math.round((now.mid - before.mid) / 100)
  if (tenths === 0) return t('second.same')
  return t(tenths > 0 ? 'second.earlier' : 'second.later', { n: format.upToTenth(Math.abs(tenths) / 10) })
}

/** Whether what the sentence says differs for some draws only. */
export function mayBeLuck({ present, alternative }: SandboxResult): boolean {
  const [before, now] = [present.outcome, alternative.outcome]
  const isByWorst = before.worstCellDays?.mid !== now.worstCellDays?.mid
  const said = [isByWorst ? 'worstCellDays' : 'coveredMilli', 'earlierMilliDays'] as const
  return said.some((name) => before[name]?.mid !== now[name]?.mid && !isApart(before[name], now[name]))
}

/** Whether all draws of the one lie on one side of all draws of the other. */
export function isApart(before: SandboxRange | null, now: SandboxRange | null): boolean {
  return before !== null && now !== null && (now.low > before.high || now.high < before.low)
}
