import { keepHabit, storedHabit } from './taste.ts'

export const papers = ['a4', 'a3'] as const
/** A4 upright, or A3 lying. */
export type PaperName = (typeof papers)[number]

/** The paper printed on last from this browser; A4 at first. */
export function lastPaper(): PaperName {
  const stored = storedHabit('paper')
  return papers.find((paper) => paper === stored) ?? 'a4'
}

/** Keeps the paper for the next print, where the browser lets it. */
export function keepPaper(paper: PaperName): void {
  keepHabit('paper', paper)
}
