import { create } from 'zustand'

/** Longest wait for the map on paper; then it is printed as it is. */
const patienceMs = 8_000

/** Whether the page is laid out for paper, and how to say that it stands. */
export const usePrinting = create<{ on: boolean }>(() => ({ on: false }))

let stands: (() => void) | null = null

/** The map on paper is complete. */
export function paperStands(): void {
  stands?.()
}

/** Lays the page out for paper, waits for its map, opens the print dialog, and goes back when it closes. */
export async function printPage(): Promise<void> {
  if (usePrinting.getState().on) return
  const ready = new Promise<void>((resolve) => {
    stands = resolve
    setTimeout(resolve, patienceMs)
  })
  usePrinting.setState({ on: true })
  await ready
  await new Promise((resolve) => setTimeout(resolve, 300))
  stands = null
  window.addEventListener('afterprint', () => usePrinting.setState({ on: false }), { once: true })
  window.print()
}
