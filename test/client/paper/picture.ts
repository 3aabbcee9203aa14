import type { Page } from 'playwright-core'

/** What is seen in the district's map on paper. */
export interface Picture {
  /** How many pixels have exactly a colour, by "#rrggbb". */
  counts: Record<string, number>
  /** The colour in its lower right corner, as "#rrggbb". */
  corner: string
  /** From the westernmost to the easternmost pixel of the district's outline. */
  districtPx: number
  /** Its pixels to a CSS px of the page. */
  pixelRatio: number
}

/** Reads the picture that lies on the first page. */
export function pictureOf(page: Page): Promise<Picture> {
  return page.evaluate(() => {
    const image = document.querySelector<HTMLImageElement>('.paper-map img')
    if (image === null) throw new Error('there is no map on the page')
    const { naturalWidth: width, naturalHeight: height } = image
    const context = new OffscreenCanvas(width, height).getContext('2d')
    if (context === null) throw new Error('no 2d context')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    const pixels = new Uint32Array(data.buffer)
    const tally = new Map<number, number>()
    let [west, east] = [width, 0]
    for (let i = 0; i < pixels.length; i++) {
      const pixel = pixels[i] ?? 0
      tally.set(pixel, (tally.get(pixel) ?? 0) + 1)
      const [red = 0, green = 0, blue = 0] = data.subarray(4 * i, 4 * i + 3)
      // #1f272d, the district's line; nothing outside it is as dark.
      if (Math.abs(red - 0x1f) > 6 || Math.abs(green - 0x27) > 6 || Math.abs(blue - 0x2d) > 6) continue
      west = Math.min(west, i % width)
      east = Math.max(east, i % width)
    }
    const hex = (pixel: number) =>
      `#${[pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    const counts: Record<string, number> = {}
    for (const [pixel, count] of tally) if (count > 100) counts[hex(pixel)] = count
    return {
      counts,
      corner: hex(pixels[pixels.length - 1] ?? 0),
      districtPx: east - west,
      pixelRatio: width / image.clientWidth,
    }
  })
}
