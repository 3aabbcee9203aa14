import { create } from 'zustand'

/** On what occasions the page speaks, in the order in which they are said. */
export const occasions = ['feed', 'done', 'selection', 'headline', 'found'] as const
export type Occasion = (typeof occasions)[number]

/** Words, or how to find them when their turn comes; null: there are none any more. */
export type Words = string | (() => string | null)

/** What is to be said, by occasion: of each only the latest. */
export type Pending = Readonly<Partial<Record<Occasion, Words>>>

/** Something more to say; it takes the place of what was to be said on the same occasion. */
export function withWords(pending: Pending, occasion: Occasion, words: Words): Pending {
  return { ...pending, [occasion]: words }
}

/** Everything that is to be said, in one breath; "" where there is nothing. */
export function inOneBreath(pending: Pending): string {
  return occasions
    .flatMap((occasion) => {
      const words = pending[occasion]
      return (typeof words === 'function' ? words() : words) ?? []
    })
    .join(' ')
}

/** The last thing said. `count` tells it from the same words said before. */
export const useSpeech = create<{ words: string; count: number }>(() => ({ words: '', count: 0 }))

/** Whoever changes several things, or moves through days, is told once it is quiet: how it is then. */
const quietMs = 700

let pending: Pending = {}
let timer: ReturnType<typeof setTimeout> | undefined

/** Leaves unsaid what no longer matters. */
export function unsay(occasion: Occasion): void {
  const { [occasion]: _, ...rest } = pending
  pending = rest
}

/** Says something to who listens with a screen reader, politely and once everything is quiet. */
export function say(occasion: Occasion, words: Words): void {
  pending = withWords(pending, occasion, words)
  clearTimeout(timer)
  timer = setTimeout(() => {
    const breath = inOneBreath(pending)
    pending = {}
    if (breath === '') return
    useSpeech.setState(({ count }) => ({ words: breath, count: count + 1 }))
  }, quietMs)
}
