/** An RGBA picture; only alpha counts. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** At the edge a field has this share of full alpha: MapLibre's cutoff. */
const edge = 0.75

/**
 * The signed distance field of a mask, `finer` times smaller than it. `reach`, in the mask's pixels, is the
 * distance over which alpha goes from full to nothing.
 * Squared distances by the exact two-pass transform of Felzenszwalb and Huttenlocher (Theory of Computing, 2012).
 */
export function distanceField(mask: Mask, finer: number, reach: number): Mask {
  const { width, height } = mask
  const solid = (i: number) => (mask.data[i * 4 + 3] ?? 0) >= 128
  const outside = squaredDistances(width, height, solid)
  const inside = squaredDistances(width, height, (i) => !solid(i))
  const w = Math.floor(width / finer)
  const h = Math.floor(height / finer)
  const data = new Uint8ClampedArray(w * h * 4)
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const from = Math.floor((y + 0.5) * finer) * width + Math.floor((x + 0.5) * finer)
      const signed = Math.sqrt(outside[from] ?? 0) - Math.sqrt(inside[from] ?? 0)
      data.set([255, 255, 255, 255 * (edge - signed / reach)], (y * w + x) * 4)
    }
  }
  return { width: w, height: h, data }
}

/** Squared distance of every pixel to the nearest one that is in the set. */
function squaredDistances(width: number, height: number, has: (index: number) => boolean): Float64Array {
  const far = (width + height) ** 2
  const field = Float64Array.from({ length: width * height }, (_, i) => (has(i) ? 0 : far))
  for (let x = 0; x < width; x++) transform(field, x, width, height)
  for (let y = 0; y < height; y++) transform(field, y * width, 1, width)
  return field
}

/** One line of the transform, in place: the lower envelope of parabolas. */
function transform(field: Float64Array, start: number, stride: number, length: number): void {
  const values = Float64Array.from({ length }, (_, i) => field[start + i * stride] ?? 0)
  const roots = new Int32Array(length)
  const from = new Float64Array(length + 1)
  from[0] = -Infinity
  from[1] = Infinity
  let top = 0
  const height = (i: number) => (values[i] ?? 0) + i * i
  for (let i = 1; i < length; i++) {
    let crossing = -Infinity
    for (; top >= 0; top--) {
      const root = roots[top] ?? 0
      crossing = (height(i) - height(root)) / (2 * (i - root))
      if (crossing > (from[top] ?? -Infinity)) break
    }
    top++
    roots[top] = i
    from[top] = crossing
    from[top + 1] = Infinity
  }
  let at = 0
  for (let i = 0; i < length; i++) {
    while ((from[at + 1] ?? Infinity) < i) at++
    const root = roots[at] ?? 0
    field[start + i * stride] = (i - root) ** 2 + (values[root] ?? 0)
  }
}
