export interface Lru<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  readonly size: number
}

/** The values used last, bounded by count and by bytes; one that alone is too big is not kept. */
export function lru<V>(bounds: {
  maxEntries: number
  maxBytes: number
  sizeOf: (value: V) => number
}): Lru<V> {
  const entries = new Map<string, { value: V; bytes: number }>()
  let bytes = 0
  const drop = (key: string) => {
    bytes -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value) {
      drop(key)
      const size = bounds.sizeOf(value)
      if (size > bounds.maxBytes) return
      entries.set(key, { value, bytes: size })
      bytes += size
      for (const oldest of entries.keys()) {
        if (entries.size <= bounds.maxEntries && bytes <= bounds.maxBytes) break
        drop(oldest)
      }
    },
    get size() {
      return entries.size
    },
  }
}
