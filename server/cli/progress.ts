export interface ProgressLine {
  /** Shows what is going on; `total` 0 means unknown. */
  show: (what: string, done: number, total: number) => void
  clear: () => void
}

/** Progress on stderr: one rewritten line on a terminal, else a line for every tenth. Silent for quick work. */
export function progressLine(): ProgressLine {
  const terminal = process.stderr.isTTY
  const startedAt = Date.now()
  let shownAt = 0
  let tenth = -1
  let dirty = false
  return {
    show(what, done, total) {
      const now = Date.now()
      if (now - startedAt < 500) return
      const percent = total > 0 ? Math.floor((done / total) * 100) : null
      const text = `${what} · ${done.toLocaleString('en')}${percent === null ? '' : ` of ${total.toLocaleString('en')} (${percent} %)`}`
      if (terminal) {
        if (now - shownAt < 100) return
        process.stderr.write(`\r\u001B[K${text}`)
        dirty = true
      } else {
        const step = percent === null ? Math.floor((now - startedAt) / 10_000) : Math.floor(percent / 10)
        if (step === tenth) return
        tenth = step
        process.stderr.write(`${text}\n`)
      }
      shownAt = now
    },
    clear() {
      if (dirty) process.stderr.write('\r\u001B[K')
      dirty = false
    },
  }
}
