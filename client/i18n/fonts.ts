/** Longest that a screen waits for letters; after that they come when they come. */
const patienceMs = 2_500

/**
 * Resolves when the letters that map labels are drawn with are there: Inter, and Hanzi from the system or, where it
 * has none, from the bundled Noto Sans SC (only the slices that `sample` needs). Never rejects.
 */
export async function lettersReady(sample: string): Promise<void> {
  const wait = new Promise<void>((resolve) => setTimeout(resolve, patienceMs))
  await Promise.race([load(sample).catch(() => undefined), wait])
}

async function load(sample: string): Promise<void> {
  const wanted = [
    document.fonts.load('400 16px "Inter Variable"'),
    document.fonts.load('650 16px "Inter Variable"'),
  ]
  if (!systemHasHanzi()) {
    await import('@fontsource-variable/noto-sans-sc/index.css')
    wanted.push(document.fonts.load('400 16px "Noto Sans SC Variable"', sample))
  }
  await Promise.all(wanted)
}

/** Two different Hanzi drawn as the same shape are two empty boxes. */
function systemHasHanzi(): boolean {
  const draw = (letter: string) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 24
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (context === null) return ''
    context.font = '20px "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'
    context.fillText(letter, 2, 20)
    return context.getImageData(0, 0, 24, 24).data.join()
  }
  return draw('明') !== draw('察')
}
