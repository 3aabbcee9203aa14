import { createContext, useContext } from 'react'

/** How many rows the lists of a card have room for on paper; null: on the screen. */
export const RowsOnPaper = createContext<number | null>(null)

/**
 * How many rows a list shows at most: few on the screen, where more is a press away; on paper what there is room
 * for, and how many it leaves out must be said.
 */
export function useRows(onScreen: number): { rows: number; onPaper: boolean } {
  const rows = useContext(RowsOnPaper)
  return { rows: rows ?? onScreen, onPaper: rows !== null }
}
