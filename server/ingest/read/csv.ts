import { limits } from '../limits.ts'
import { fault, type Fault } from '../reject.ts'

/** A record of a CSV file: its cells, or why it has none. Lines count from 1, line breaks in cells included. */
export interface CsvRecord {
  line: number
  cells: string[]
  fault: Fault | null
  /** Cells of a spreadsheet that hold an error, by column: what it says. */
  errors?: ReadonlyMap<number, string>
}

export interface CsvReader {
  /** The records that this piece of text completes. */
  push(text: string): CsvRecord[]
  /** The records that are left when there is no more text. */
  end(): CsvRecord[]
}

type State = 'cell-start' | 'plain' | 'quoted' | 'quote-seen' | 'skipping'

/**
 * RFC 4180, strictly: cells in double quotes may hold delimiters, line breaks and doubled quotes; a quote elsewhere,
 * or anything between a closing quote and the delimiter, is a fault of that record. CRLF, LF and CR end a record, in
 * any mixture; blank lines are no records. A quote that is never closed is one fault that takes the rest of the file
 * with it, in bounded memory.
 */
export function createCsvReader(delimiter: string, recordChars: number = limits.recordChars): CsvReader {
  let state: State = 'cell-start'
  let cells: string[] = []
  let parts: string[] = []
  let chars = 0
  let line = 1
  let recordLine = 1
  let quoteLine = 1
  let wasQuoted = false
  let afterReturn = false
  let failure: Fault | null = null
  let overflow = false
  let out: CsvRecord[] = []

  const plainStop = new RegExp(`[${escapeClass(delimiter)}\r\n"\0]`, 'g')
  const quotedStop = /["\r\n\0]/g

  function keep(text: string): void {
    chars += text.length
    if (chars <= recordChars) {
      if (failure === null) parts.push(text)
      return
    }
    overflow = true
    parts = []
    cells = []
  }

  function endCell(): void {
    if (!overflow && failure === null) cells.push(parts.length === 1 ? (parts[0] ?? '') : parts.join(''))
    parts = []
    chars += 1
    state = 'cell-start'
  }

  function endRecord(): void {
    const blank = cells.length === 0 && parts.length === 0 && !wasQuoted && !overflow && failure === null
    if (!blank) {
      endCell()
      if (overflow && (failure === null || failure.code !== 'quote-unclosed'))
        failure = fault('too-long', null, `The record is longer than ${recordChars} characters.`)
      out.push({ line: recordLine, cells: failure === null ? cells : [], fault: failure })
    }
    state = 'cell-start'
    cells = []
    parts = []
    chars = 0
    wasQuoted = false
    overflow = false
    failure = null
  }

  function fail(code: 'quote-misplaced' | 'nul', reason: string): void {
    failure ??= fault(code, null, reason)
    parts = []
    cells = []
  }

  function misplaced(): void {
    fail(
      'quote-misplaced',
      `There is a quote inside an unquoted cell, or text after a closing quote, in line ${line}: put the cell in quotes and double the quotes in it.`,
    )
    state = 'skipping'
  }

  function breakLine(character: string): void {
    endRecord()
    line += 1
    recordLine = line
    afterReturn = character === '\r'
  }

  /** Consumes from `at` and answers where to go on. */
  function step(text: string, at: number): number {
    const character = text[at] ?? ''
    if (afterReturn) {
      afterReturn = false
      if (character === '\n') {
        if (state === 'quoted') keep('\n')
        return at + 1
      }
    }
    switch (state) {
      case 'cell-start':
        if (character === '"') {
          state = 'quoted'
          wasQuoted = true
          quoteLine = line
          return at + 1
        }
        state = 'plain'
        return at
      case 'plain':
      case 'skipping':
        return plain(text, at)
      case 'quoted':
        return quoted(text, at)
      case 'quote-seen':
        if (character === '"') {
          keep('"')
          state = 'quoted'
          return at + 1
        }
        if (character === delimiter) {
          endCell()
          return at + 1
        }
        if (character === '\r' || character === '\n') {
          breakLine(character)
          return at + 1
        }
        misplaced()
        return at + 1
    }
  }

  function plain(text: string, at: number): number {
    plainStop.lastIndex = at
    const found = plainStop.exec(text)
    const stop = found?.index ?? text.length
    if (stop > at) keep(text.slice(at, stop))
    if (found === null) return stop
    const [character] = found
    if (character === '\0')
      fail('nul', `Line ${line} holds a NUL character: the file may be damaged or UTF-16.`)
    else if (character === '"') misplaced()
    else if (character !== delimiter) breakLine(character)
    else if (state === 'plain') endCell()
    return stop + 1
  }

  function quoted(text: string, at: number): number {
    quotedStop.lastIndex = at
    const found = quotedStop.exec(text)
    const stop = found?.index ?? text.length
    if (stop > at) keep(text.slice(at, stop))
    if (found === null) return stop
    const [character] = found
    if (character === '"') state = 'quote-seen'
    else if (character === '\0')
      fail('nul', `Line ${line} holds a NUL character: the file may be damaged or UTF-16.`)
    else {
      keep(character)
      line += 1
      afterReturn = character === '\r'
    }
    return stop + 1
  }

  function taken(): CsvRecord[] {
    const records = out
    out = []
    return records
  }

  return {
    push(text) {
      for (let at = 0; at < text.length;) at = step(text, at)
      return taken()
    },
    end() {
      if (state === 'quoted') {
        failure = fault(
          'quote-unclosed',
          null,
          `The quote opened in line ${quoteLine} is never closed: nothing from there to the end of the file (line ${line}) was read. Close the quote, or fetch the file again if it was cut off.`,
        )
        wasQuoted = true
      }
      endRecord()
      return taken()
    },
  }
}

/** The records of a CSV file, some at a time. */
export async function* readCsv(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord[]> {
  const reader = createCsvReader(delimiter)
  for await (const piece of text) yield reader.push(piece)
  yield reader.end()
}

function escapeClass(character: string): string {
  return /[\\\]^-]/.test(character) ? `\\${character}` : character
}
