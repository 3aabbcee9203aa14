import { limits } from '../limits.ts'
import { kindOf, type NumberKind } from './xlsx-cells.ts'
import { BadSpreadsheet, type Parts } from './xlsx-parts.ts'
import { readXml, type Element } from './xlsx-xml.ts'

/** What a workbook says about its sheets and cells. */
export interface Book {
  sheets: { name: string; part: string }[]
  system: 1900 | 1904
  /** By a cell's style. */
  kinds: NumberKind[]
  texts: string[]
}

/** Reads everything but the sheets themselves. Throws BadSpreadsheet. */
export async function readBook(parts: Parts): Promise<Book> {
  const root = await relations(parts, '_rels/.rels')
  const main =
    [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  if (!parts.has(main))
    throw new BadSpreadsheet(
      'spreadsheet',
      'There is no workbook in it. Save it again as .xlsx; .xlsb and .ods are not read.',
    )
  const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/')) : ''
  const named = await relations(
    parts,
    `${folder}/_rels/${main.slice(main.lastIndexOf('/') + 1)}.rels`,
    folder,
  )
  const listed: { name: string; id: string }[] = []
  let system: Book['system'] = 1900
  await each(parts, main, ({ name, attributes }) => {
    if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) system = 1904
    if (name === 'sheet') listed.push({ name: attributes['name'] ?? '', id: attributes['id'] ?? '' })
    if (listed.length > limits.sheets)
      throw new BadSpreadsheet(
        'too-large',
        `It has more than ${limits.sheets} sheets. Copy the one you need into a workbook of its own.`,
      )
  })
  const sheets = listed.flatMap(({ name, id }) => {
    const relation = named.get(id)
    return relation?.type.endsWith('/worksheet') === true ? [{ name, part: relation.target }] : []
  })
  if (sheets.length === 0) throw new BadSpreadsheet('spreadsheet', 'There is no sheet with cells in it.')
  const partOf = (kind: string) => [...named.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target
  return {
    sheets,
    system,
    kinds: await numberKinds(parts, partOf('styles')),
    texts: await sharedTexts(parts, partOf('sharedStrings')),
  }
}

/** The relations of a part; those that lead out of the file are left out. */
async function relations(
  parts: Parts,
  name: string,
  folder = '',
): Promise<Map<string, { type: string; target: string }>> {
  const found = new Map<string, { type: string; target: string }>()
  if (!parts.has(name)) return found
  await each(parts, name, ({ name: element, attributes }) => {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes
    if (element !== 'Relationship' || id === undefined || type === undefined || target === undefined) return
    if (mode === 'External') return
    const path = target.startsWith('/') ? target.slice(1) : `${folder === '' ? '' : `${folder}/`}${target}`
    found.set(id, { type, target: path.replaceAll(/[^/]+\/\.\.\//g, '') })
  })
  return found
}

async function numberKinds(parts: Parts, name: string | undefined): Promise<NumberKind[]> {
  if (name === undefined || !parts.has(name)) return []
  const codes = new Map<number, string>()
  const kinds: NumberKind[] = []
  let isInside = false
  await each(
    parts,
    name,
    ({ name: element, attributes }) => {
      if (element === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (element === 'cellXfs') isInside = true
      if (element === 'xf' && isInside) {
        const id = Number(attributes['numFmtId'] ?? 0)
        kinds.push(kindOf(id, codes.get(id)))
      }
    },
    (element) => {
      if (element === 'cellXfs') isInside = false
    },
  )
  return kinds
}

/** Texts that cells share; runs of rich text are joined, and how Hanzi are read is left out. */
async function sharedTexts(parts: Parts, name: string | undefined): Promise<string[]> {
  if (name === undefined || !parts.has(name)) return []
  const texts: string[] = []
  let chars = 0
  let now: string[] | null = null
  let isText = false
  let isReading = false
  const pieces = readXml(parts.read(name), {
    open: ({ name: element }) => {
      if (element === 'si') now = []
      if (element === 'rPh') isReading = true
      isText = element === 't' && !isReading
    },
    text: (text) => {
      if (!isText) return
      now?.push(text)
      chars += text.length
    },
    close: (element) => {
      if (element === 't') isText = false
      if (element === 'rPh') isReading = false
      if (element !== 'si') return
      texts.push(now?.join('') ?? '')
      now = null
    },
  })
  for await (const _ of pieces)
    if (chars > limits.sharedChars)
      throw new BadSpreadsheet(
        'too-large',
        'It holds too much text. Cut it into several files, or save it as CSV.',
      )
  return texts
}

async function each(
  parts: Parts,
  name: string,
  open: (element: Element) => void,
  close: (name: string) => void = () => {},
): Promise<void> {
  for await (const _ of readXml(parts.read(name), { open, close }));
}
