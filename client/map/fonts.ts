/**
 * MapLibre draws text with the fonts of the page and takes the weight from the first family's name, so each
 * stack begins with a family that exists nowhere and is named after its weight.
 */
const families = [
  'Inter Variable',
  'PingFang SC',
  'Noto Sans SC',
  'Noto Sans CJK SC',
  'Microsoft YaHei',
  'Noto Sans SC Variable',
] as const

export const fontStacks = {
  regular: ['Mingcha Medium', ...families],
  strong: ['Mingcha Semibold', ...families],
  figure: ['Mingcha Bold', ...families],
}

/** Chinese fonts that come with systems, by the names `local()` knows them under. */
const systemHanzi = [
  'PingFang SC',
  'PingFangSC-Regular',
  'Noto Sans SC',
  'Noto Sans CJK SC',
  'Microsoft YaHei',
]

/**
 * Loads what the map's text will need before it is drawn: a glyph that is missing when it is first drawn stays
 * missing. `characters` gives all that will appear; it is asked, and the bundled Chinese font fetched, only where
 * the system has none. Resolves also when a font cannot be had.
 */
export async function loadMapFonts(characters: () => Promise<string>): Promise<void> {
  const wanted: Promise<unknown>[] = [document.fonts.load('600 48px "Inter Variable"', 'Aa0')]
  if (!(await hasSystemHanzi())) {
    const text = await characters()
    wanted.push(document.fonts.load('600 48px "Noto Sans SC Variable"', text))
  }
  await Promise.allSettled(wanted)
}

async function hasSystemHanzi(): Promise<boolean> {
  const source = systemHanzi.map((name) => `local("${name}")`).join(', ')
  return new FontFace('Mingcha probe', source).load().then(
    () => true,
    () => false,
  )
}
