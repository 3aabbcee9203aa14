import type { AuditEvent } from '#data/contract/audit.ts'

/** Of one source, so many refusals a minute are written one by one; of all sources together, so many. */
const mostOfSource = 20
const mostOfAll = 600
/** Sources beyond are counted together. */
const mostCounts = 1000

interface Count {
  event: AuditEvent
  times: number
}

/** Takes refusals without ever growing with them: what is too much for one minute becomes a count at its end. */
export interface Refusals {
  /** `isNobody`: without even a cookie; such are never written one by one. */
  add(event: AuditEvent, isNobody: boolean): void
  /** Ends the minute: writes its counts. */
  summarise(): void
}

export function createRefusals(write: (event: AuditEvent) => void): Refusals {
  let counts = new Map<string, Count>()
  let written = new Map<string, number>()
  let all = 0

  function count(event: AuditEvent): void {
    const asked = `${event.source} ${event.status} ${event.account}`
    const isKnown = counts.has(asked) || counts.size < mostCounts
    const key = isKnown ? asked : `other ${event.status}`
    const standing = counts.get(key)
    if (standing === undefined) {
      const who = isKnown ? {} : { source: 'other sources', account: null, roles: [] }
      counts.set(key, { event: { ...event, ...who, about: null }, times: 1 })
      return
    }
    standing.times += 1
    if (standing.event.what !== event.what) standing.event.what = 'several routes'
    if (standing.event.code !== event.code) standing.event.code = null
  }

  return {
    add(event, isNobody) {
      const ofSource = written.get(event.source) ?? 0
      if (isNobody || ofSource >= mostOfSource || all >= mostOfAll) return count(event)
      written.set(event.source, ofSource + 1)
      all += 1
      write(event)
    },
    summarise() {
      const ended = counts
      counts = new Map()
      written = new Map()
      all = 0
      for (const { event, times } of ended.values()) write({ ...event, about: `count=${times}` })
    },
  }
}
