import { create } from 'zustand'
import { keepHabit, storedHabit } from './taste.ts'

/** Whether single keys run commands. Who speaks to the computer, or types by accident, can turn them off (WCAG 2.1.4). */
export const useSingleKeys = create<{ on: boolean }>(() => ({ on: storedHabit('singleKeys') !== 'off' }))

/** Turns them on or off, here and at the next visit. */
export function turnSingleKeys(on: boolean): void {
  keepHabit('singleKeys', on ? 'on' : 'off')
  useSingleKeys.setState({ on })
}
