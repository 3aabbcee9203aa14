import { create } from 'zustand'
import { keepPaper, lastPaper, type PaperName } from './paper.ts'

/**
 * Where a print is: nothing is printed; pages are laid out behind the screen; they stand and the print dialog is
 * open; or the browser prints on its own account, which leaves no time to draw a map.
 */
export type Printing =
  | { at: 'screen' }
  | { at: 'laying-out'; paper: PaperName }
  | { at: 'dialog'; paper: PaperName }
  | { at: 'unasked'; paper: PaperName }

export const usePrinting = create<Printing & { last: PaperName }>(() => ({ at: 'screen', last: lastPaper() }))

/** Begins to lay the page out for a paper, by default the last one; a print that is under way goes on. */
export function startPrint(paper: PaperName = usePrinting.getState().last): void {
  if (usePrinting.getState().at !== 'screen') return
  keepPaper(paper)
  usePrinting.setState({ at: 'laying-out', paper, last: paper })
}

let touches = new AbortController()

/** Nothing stays of a print, before its dialog or after. */
export function endPrint(): void {
  touches.abort()
  usePrinting.setState({ at: 'screen' })
}

/** The pages stand: opens the browser's print dialog. Where print() does not wait for it, the next touch ends it. */
export function openPrintDialog(): void {
  const printing = usePrinting.getState()
  if (printing.at !== 'laying-out') return
  usePrinting.setState({ at: 'dialog', paper: printing.paper })
  touches = new AbortController()
  for (const touch of ['pointerdown', 'keydown']) {
    window.addEventListener(touch, endPrint, { signal: touches.signal })
  }
  window.print()
}

/** The browser is about to print: unless pages stand, they are made at once, without a map. */
export function printUnasked(): void {
  if (usePrinting.getState().at !== 'dialog') usePrinting.setState({ at: 'unasked', paper: 'a4' })
}
