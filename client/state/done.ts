import { create } from 'zustand'

/** What a command has done that nothing on the page shows. */
export type Done = 'copied'

export const useDone = create<{ what: Done | null; count: number }>(() => ({ what: null, count: 0 }))

/** Lets the reader know. */
export function report(what: Done): void {
  useDone.setState(({ count }) => ({ what, count: count + 1 }))
}
