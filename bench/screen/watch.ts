/** What became of one input, in ms of the page's clock. */
export interface Seen {
  /** When the browser made the input event. */
  readonly inputAt: number
  /** When the scripts of the first frame that shows it had ended; the GPU (or its software) begins here. */
  readonly scriptedAt: number
  /** When its pixels could be read. */
  readonly shownAt: number
  /** Frames drawn from the input to it, itself included. */
  readonly frames: number
  /** From asking for the cells' answer to its last byte, and what the server says it took of that; 0: nothing was asked. */
  readonly askedMs: number
  readonly serverMs: number
  /** When an element of the watched selector had changed; null: none was watched, or it did not. */
  readonly elementAt: number | null
}

/** What to wait for: so many changed pixels in a part of the map, in CSS px of the page. */
export interface Wanted {
  readonly input: 'pointerup' | 'pointermove'
  readonly pixels: number
  readonly within: { x: number; y: number; width: number; height: number } | null
  /** A selector whose text is watched too. */
  readonly element: string | null
}

export interface Watcher {
  /** Begins to watch; what is on the screen now is what "changed" is measured against. */
  arm(wanted: Wanted): void
  /** Resolves with what was seen; null after so many ms without a change. */
  seen(patienceMs: number): Promise<Seen | null>
  /** ms since the map was last drawn or an answer came. */
  quietMs(): number
}

declare global {
  interface Window {
    watcher?: Watcher
  }
}

/**
 * Runs in the page before anything else. It reads the map's pixels back after every frame that drew them, which
 * waits for the drawing to be done: so a frame counts when it is a picture, not when it was ordered.
 */
export function installWatcher(): void {
  let gl: WebGL2RenderingContext | null = null
  let drawn = false
  let drawnAt = 0
  let answeredAt = 0
  let last = new Uint32Array(0)
  let before = new Uint32Array(0)
  let wanted: Wanted | null = null
  let inputAt: number | null = null
  let elementAt: number | null = null
  let frames = 0
  let result: Seen | null = null
  let watching: MutationObserver | null = null

  const watchDraws = (context: WebGL2RenderingContext) => {
    gl = context
    for (const name of ['drawElements', 'drawArrays'] as const) {
      const draw = Reflect.get(context, name)
      Reflect.set(context, name, (...given: unknown[]) => {
        drawn = true
        return Reflect.apply(draw, context, given)
      })
    }
  }
  const { prototype } = HTMLCanvasElement
  prototype.getContext = new Proxy(Reflect.get(prototype, 'getContext'), {
    apply(target, canvas: HTMLCanvasElement, given) {
      const context: unknown = Reflect.apply(target, canvas, given)
      if (context instanceof WebGL2RenderingContext && canvas.classList.contains('maplibregl-canvas'))
        if (gl !== context) watchDraws(context)
      return context
    },
  })
  window.requestAnimationFrame = new Proxy(window.requestAnimationFrame, {
    apply: (target, self, [callback]) =>
      Reflect.apply(target, self, [
        (time: number) => {
          callback(time)
          if (drawn) look()
          drawn = false
        },
      ]),
  })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      answeredAt = Math.max(answeredAt, startTime + duration)
  }).observe({ type: 'resource', buffered: true })
  performance.setResourceTimingBufferSize(100_000)
  for (const type of ['pointerup', 'pointermove'] as const)
    window.addEventListener(
      type,
      (event) => {
        if (wanted?.input === type && inputAt === null) inputAt = event.timeStamp
      },
      { capture: true },
    )

  const look = () => {
    if (gl === null) return
    const { drawingBufferWidth: width, drawingBufferHeight: height } = gl
    const scriptedAt = performance.now()
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))
    const shownAt = performance.now()
    const bytes = new Uint8Array(width * height * 4)
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
    last = new Uint32Array(bytes.buffer)
    drawnAt = performance.now()
    if (wanted === null || inputAt === null || result !== null) return
    frames++
    if (changed(width, height) < wanted.pixels) return
    const asked = performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
      .findLast(({ name, startTime }) => name.includes('/api/coverage') && startTime >= (inputAt ?? 0))
    result = {
      inputAt,
      scriptedAt,
      shownAt,
      frames,
      askedMs: asked === undefined ? 0 : asked.responseEnd - asked.startTime,
      serverMs: asked?.serverTiming.find(({ name }) => name === 'total')?.duration ?? 0,
      elementAt,
    }
  }
  /** WebGL's rows begin at the foot. */
  const changed = (width: number, height: number): number => {
    const canvas = document.querySelector('canvas.maplibregl-canvas')
    if (canvas === null || before.length !== last.length) return 0
    const box = canvas.getBoundingClientRect()
    const finer = width / box.width
    const part = wanted?.within ?? { x: box.x, y: box.y, width: box.width, height: box.height }
    const edge = (at: number, most: number) => Math.max(0, Math.min(most, Math.round(at * finer)))
    const [left, right] = [edge(part.x - box.x, width), edge(part.x - box.x + part.width, width)]
    const [top, foot] = [edge(part.y - box.y, height), edge(part.y - box.y + part.height, height)]
    let count = 0
    for (let y = height - foot; y < height - top; y++)
      for (let x = left; x < right; x++) if (last[y * width + x] !== before[y * width + x]) count++
    return count
  }

  window.watcher = {
    arm(next) {
      before = last
      inputAt = null
      elementAt = null
      frames = 0
      result = null
      wanted = next
      watching?.disconnect()
      const { element } = next
      if (element === null) return
      const textOf = () => document.querySelector(element)?.textContent ?? null
      const old = textOf()
      watching = new MutationObserver(() => {
        if (elementAt === null && inputAt !== null && textOf() !== old) elementAt = performance.now()
      })
      watching.observe(document.body, { childList: true, subtree: true, characterData: true })
    },
    async seen(patienceMs) {
      const end = performance.now() + patienceMs
      while (performance.now() < end) {
        if (result !== null && (wanted?.element === null || elementAt !== null)) break
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const found: Seen | null = result === null ? null : { ...result, elementAt }
      wanted = null
      return found
    },
    quietMs: () => performance.now() - Math.max(drawnAt, answeredAt),
  }
}
