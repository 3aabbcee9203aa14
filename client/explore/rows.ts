import { createContext, useContext } from 'react'

/** How many rows the lists of a card have room for on paper. */
export interface Room {
  /** Sites and issues: what has to be seen to. */
  readonly due: number
  /** Visits: what was done, which gives way first. */
  readonly done: number
}

/** Null: on the screen. */
export const RowsOnPaper = createContext<Room | null>(null)

/**
 * How many rows a list shows at most: few on the screen, where more is a press away; on paper what there is room
 * for, and how many it leaves out must be said.
 */
export function useRows(list: keyof Room, onScreen: number): { rows: number; onPaper: boolean } {
  const room = useContext(RowsOnPaper)
  return { rows: room?.[list] ?? onScreen, onPaper: room !== null }
}
