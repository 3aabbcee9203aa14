/** Colour arithmetic for tests, written from the publications and shared with no product code. */

export type Rgb = readonly [red: number, green: number, blue: number]
export type Lab = readonly [lightness: number, a: number, b: number]

/** "#rrggbb" as linear light, 0 to 1 (IEC 61966-2-1). */
export function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** Relative luminance as WCAG 2 takes it. */
export const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** WCAG 2 contrast ratio of two "#rrggbb". */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** CIE 1976 L*a*b*, D65. */
export function lab([r, g, b]: Rgb): Lab {
  const x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b
  const z = (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883
  const f = (t: number) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29)
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))]
}

/** CIEDE2000 (Sharma, Wu, Dalal 2005), all weights 1. */
export function deltaE00([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const degrees = (radians: number) => (radians * 180) / Math.PI
  const radians = (deg: number) => (deg * Math.PI) / 180
  const meanChroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 0.5 * (1 - Math.sqrt(meanChroma ** 7 / (meanChroma ** 7 + 25 ** 7)))
  const polar = (a: number, b: number) => {
    const stretched = (1 + g) * a
    const hue = stretched === 0 && b === 0 ? 0 : (degrees(Math.atan2(b, stretched)) + 360) % 360
    return { chroma: Math.hypot(stretched, b), hue }
  }
  const p = polar(a1, b1)
  const q = polar(a2, b2)
  const grey = p.chroma * q.chroma === 0
  const turn = q.hue - p.hue
  const dHue = grey ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
  const dL = l2 - l1
  const dC = q.chroma - p.chroma
  const dH = 2 * Math.sqrt(p.chroma * q.chroma) * Math.sin(radians(dHue / 2))

  const sum = p.hue + q.hue
  const meanHue = grey ? sum : Math.abs(turn) <= 180 ? sum / 2 : sum < 360 ? sum / 2 + 180 : sum / 2 - 180
  const meanL = (l1 + l2) / 2
  const meanC = (p.chroma + q.chroma) / 2
  const cos = (deg: number) => Math.cos(radians(deg))
  const t =
    1 -
    0.17 * cos(meanHue - 30) +
    0.24 * cos(2 * meanHue) +
    0.32 * cos(3 * meanHue + 6) -
    0.2 * cos(4 * meanHue - 63)
  const sL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2)
  const sC = 1 + 0.045 * meanC
  const sH = 1 + 0.015 * meanC * t
  const turned = 30 * Math.exp(-(((meanHue - 275) / 25) ** 2))
  const rT = -2 * Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)) * Math.sin(radians(2 * turned))
  const [x, y, z] = [dL / sL, dC / sC, dH / sH]
  return Math.sqrt(x * x + y * y + z * z + rT * y * z)
}

export const visions = ['normal', 'protan', 'deutan', 'tritan'] as const
export type Vision = (typeof visions)[number]

/** Machado, Oliveira, Fernandes 2009, table 1, severity 1.0; rows act on linear RGB. */
const machado: Record<Vision, readonly [Rgb, Rgb, Rgb]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** The colour as somebody with that vision sees it, kept inside the gamut. */
export function seenWith(vision: Vision, [r, g, b]: Rgb): Rgb {
  const [x, y, z] = machado[vision]
  const row = ([i, j, k]: Rgb) => Math.min(1, Math.max(0, i * r + j * g + k * b))
  return [row(x), row(y), row(z)]
}

/** The least CIEDE2000 of all pairs under a vision. */
export function leastDifference(vision: Vision, colours: readonly string[]): number {
  const seen = colours.map((colour) => lab(seenWith(vision, linear(colour))))
  return Math.min(...seen.flatMap((a, i) => seen.slice(i + 1).map((b) => deltaE00(a, b))))
}

/** L* of the colour in grey. */
export const greyLightness = (colour: string): number => {
  const y = luminance(linear(colour))
  return lab([y, y, y])[0]
}
