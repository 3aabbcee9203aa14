import type { Language, Look, ThemeName } from '#client/state/look.ts'

/** What a command acts on, as it is when it runs. */
export interface Here {
  readonly look: Look
  /** The newest day there is to look at. */
  readonly latest: string
  readonly language: Language
  readonly theme: ThemeName
}

/** In this order commands and their keys are listed. */
export const commandGroups = ['find', 'ranking', 'map', 'time', 'look', 'page'] as const
export type CommandGroup = (typeof commandGroups)[number]

/** As KeyboardEvent.key says it; "Mod+" is Ctrl, on a Mac ⌘. With `within` it works there only. */
export type Key = string | { readonly key: string; readonly within: 'ranking' }

/** Something that can be done on the page, from the finder and, where it has keys, from the keyboard. */
export interface Entry<Id extends string> {
  /** Its words stand under `command.<id>` in both languages. */
  readonly id: Id
  /** The Chinese words as they are typed, a syllable for each Hanzi. */
  readonly pinyin: string
  readonly keys?: readonly Key[]
  /** Whether it would do anything; left out: it always does. */
  readonly can?: (here: Here) => boolean
  readonly run: (here: Here) => void
  /** It is not offered in the finder, which hides what it acts on. */
  readonly keyOnly?: true
}
export interface CommandOf<Id extends string> extends Entry<Id> {
  readonly group: CommandGroup
}
