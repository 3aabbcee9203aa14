import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { ExportColumn, OpenWriter, Output } from './table.ts'
import {
  aboutRows,
  contentTypes,
  dataRow,
  headingRow,
  packageRelations,
  sheetEnd,
  sheetRows,
  sheetStart,
  styleSheet,
  workbookRelations,
  workbookXml,
} from './xlsx-xml.ts'

const names = { en: { data: 'Data', about: 'About' }, 'zh-CN': { data: '数据', about: '说明' } } as const

/** A workbook: the rows, on as many sheets as they need, and a sheet that says what they are. */
export const xlsxWriter: OpenWriter = async (table, output) => {
  const { columns, language } = table
  const said = names[language ?? 'en']
  const archive = openArchive(output)
  const sheets: string[] = []
  let rows = 0
  let onSheet = 0

  async function nextSheet(name: string): Promise<void> {
    sheets.push(name)
    await archive.begin(`xl/worksheets/sheet${sheets.length}.xml`)
    await archive.write(sheetStart(columns.map((column) => ({ width: widthOf(column) }))))
  }
  async function nextDataSheet(): Promise<void> {
    if (sheets.length > 0) await archive.write(sheetEnd(onSheet, columns.length))
    await nextSheet(sheets.length === 0 ? said.data : `${said.data} ${sheets.length + 1}`)
    await archive.write(headingRow(columns, language))
    onSheet = 1
  }

  await nextDataSheet()
  return {
    async write(more) {
      for (let from = 0; from < more.length;) {
        if (onSheet === sheetRows) await nextDataSheet()
        const taken = more.slice(from, from + sheetRows - onSheet)
        await archive.write(taken.map((row) => dataRow(row, columns)).join(''))
        from += taken.length
        onSheet += taken.length
        rows += taken.length
      }
    },
    async end() {
      await archive.write(sheetEnd(onSheet, columns.length))
      sheets.push(said.about)
      await archive.begin(`xl/worksheets/sheet${sheets.length}.xml`)
      await archive.write(sheetStart([{ width: 28 }, { width: 48 }, { width: 20 }]))
      await archive.write(`${aboutRows(table, rows).join('')}${sheetEnd(1, 3)}`)
      for (const [name, text] of [
        ['xl/workbook.xml', workbookXml(sheets)],
        ['xl/_rels/workbook.xml.rels', workbookRelations(sheets.length)],
        ['xl/styles.xml', styleSheet],
        ['_rels/.rels', packageRelations],
        ['[Content_Types].xml', contentTypes(sheets.length)],
      ] as const) {
        await archive.begin(name)
        await archive.write(text)
      }
      await archive.end()
    },
    drop: () => Promise.resolve(),
  }
}

/** A zip archive written from its first byte to its last: one part after the other, a piece at a time. */
function openArchive(output: Output) {
  let made: Uint8Array[] = []
  let part: ZipDeflate | null = null
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error
    made.push(bytes)
  })
  async function pass(): Promise<void> {
    const ready = made
    made = []
    for (const bytes of ready) await output.write(bytes)
  }
  return {
    async begin(name: string): Promise<void> {
      part?.push(new Uint8Array(), true)
      part = new ZipDeflate(name, { level: 6 })
      zip.add(part)
      await pass()
    },
    async write(text: string): Promise<void> {
      part?.push(strToU8(text))
      await pass()
    },
    async end(): Promise<void> {
      part?.push(new Uint8Array(), true)
      zip.end()
      await pass()
    },
  }
}

function widthOf({ type, titles, name }: ExportColumn): number {
  if (type === 'integer' || type === 'real' || type === 'boolean' || type === 'date')
    return Math.max(11, Math.ceil(titles.en.length * 1.1))
  return name.endsWith('id') || name === 'code' ? 16 : 24
}
