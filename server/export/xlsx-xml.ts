import { cellText, type About, type ExportColumn, type ExportTable } from './table.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const officeDocument = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Rows of a sheet, its heading among them. */
export const sheetRows = 1_048_576
/** Characters of a cell. */
const cellChars = 32_767
/** Where a serial date counts from; before March 1900 Excel is a day off, so that those days are texts. */
const epochMs = Date.UTC(1899, 11, 30)
const firstSerialDay = '1900-03-01'

const styles = { plain: 0, date: 1, heading: 2 } as const

export const styleSheet = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`

export const packageRelations = `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

/** Of a workbook with these sheets, in their order: sheet n is worksheets/sheet<n>.xml. */
export function contentTypes(sheets: number): string {
  const parts = Array.from(
    { length: sheets },
    (_, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${officeDocument}.worksheet+xml"/>`,
  )
  return `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${officeDocument}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${officeDocument}.styles+xml"/>${parts.join('')}</Types>`
}

export function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="s${i + 1}"/>`,
  )
  return `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`
}

export function workbookRelations(sheets: number): string {
  const all = Array.from(
    { length: sheets },
    (_, i) =>
      `<Relationship Id="s${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  return `${head}<Relationships xmlns="${packaged}/relationships">${all.join('')}<Relationship Id="styles" Type="${relations}/styles" Target="styles.xml"/></Relationships>`
}

/** How a sheet begins: its first row stays in sight. */
export function sheetStart(columns: readonly { width: number }[]): string {
  const cols = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>`
}

export function sheetEnd(rows: number, columns: number): string {
  const filter = rows > 1 ? `<autoFilter ref="A1:${columnName(columns)}${rows}"/>` : ''
  return `</sheetData>${filter}</worksheet>`
}

export function headingRow(columns: readonly ExportColumn[], language: ExportTable['language']): string {
  const titles = columns.map(({ name, titles }) =>
    textCell(language === null ? name : titles[language], styles.heading),
  )
  return `<row>${titles.join('')}</row>`
}

export function dataRow(row: Readonly<Record<string, unknown>>, columns: readonly ExportColumn[]): string {
  return `<row>${columns.map((column) => valueCell(row[column.name], column)).join('')}</row>`
}

/** Numbers, days and truths are what they are; every other value is a text, and never a formula. */
function valueCell(value: unknown, column: ExportColumn): string {
  if (value === null || value === undefined) return '<c/>'
  if (typeof value === 'number') return `<c><v>${String(value)}</v></c>`
  if (typeof value === 'boolean') return `<c t="b"><v>${value ? 1 : 0}</v></c>`
  const text = cellText(value, column)
  if (column.type === 'date' && text >= firstSerialDay)
    return `<c s="${styles.date}"><v>${(Date.parse(`${text}T00:00:00Z`) - epochMs) / 86_400_000}</v></c>`
  return textCell(text, styles.plain)
}

function textCell(text: string, style: number): string {
  if (text.length > cellChars)
    throw new RangeError(`a cell holds ${cellChars} characters at most; another format has room for more`)
  return `<c t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** What XML cannot hold is written as Excel does it, _x0007_; what looks like that is told apart from it. */
function escaped(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(
      /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** A, B … Z, AA … */
function columnName(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  return `${rest === 0 ? '' : columnName(rest)}${String.fromCharCode(65 + ((number - 1) % 26))}`
}

const words = {
  en: {
    what: 'What',
    district: 'District',
    synthetic: 'Made-up data',
    rows: 'Rows',
    madeAt: 'Made at (UTC)',
    column: 'Column',
  },
  'zh-CN': {
    what: '内容',
    district: '辖区',
    synthetic: '虚构数据',
    rows: '行数',
    madeAt: '导出时间（UTC）',
    column: '列',
  },
} as const

/** What the workbook is, as rows of a sheet of its own: name, value, further words. */
export function aboutRows({ about, columns, language }: ExportTable, rows: number): string[] {
  const said = language ?? 'en'
  const say = words[said]
  return [
    [say.what, about.titles[said], about.what],
    [say.district, about.district.name, about.district.nameEn],
    ...(about.district.synthetic ? [[say.synthetic, '✓']] : []),
    [say.rows, String(rows)],
    [say.madeAt, about.madeAt],
    ...facts(about),
    ...columns.map(({ name, type, titles }) => [`${say.column} ${titles[said]}`, name, type]),
  ].map((cells) => `<row>${cells.map((cell) => textCell(cell, styles.plain)).join('')}</row>`)
}

function facts(about: About): string[][] {
  const { asked, revision, geometryRevision, registerRevision, settingsVersion, build } = about
  return Object.entries({
    ...asked,
    revision,
    geometryRevision,
    registerRevision,
    settingsVersion,
    build,
  }).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
}
