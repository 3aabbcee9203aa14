import type { Command } from './commands.ts'

/** A command's words in both languages. */
export interface Words {
  readonly chinese: string
  readonly english: string
}

/** Commands that what was typed means (in Chinese, pinyin, first letters or English), best first. */
export function findCommands(
  commands: readonly Command[],
  typed: string,
  wordsOf: (command: Command) => Words,
): Command[] {
  const words = folded(typed).trim()
  const sought = words.replaceAll(/\s/g, '')
  if (sought === '') return []
  return commands
    .map((command, order) => ({
      command,
      order,
      grade: gradeOf(command.pinyin, wordsOf(command), words, sought),
    }))
    .filter(({ grade }) => grade < Infinity)
    .toSorted((a, b) => a.grade - b.grade || a.order - b.order)
    .map(({ command }) => command)
}

/** 0: it begins so; 1: a word or syllable does; Infinity: it is not meant. */
function gradeOf(pinyin: string, { chinese, english }: Words, words: string, sought: string): number {
  const syllables = folded(pinyin).split(' ')
  const hanzi = folded(chinese).replaceAll(/\s/g, '')
  if (hanzi.startsWith(sought) || folded(english).startsWith(words)) return 0
  if (begins(syllables, sought) || begins(syllables.map(first), sought)) return 0
  if (hanzi.includes(sought) || folded(english).includes(` ${words}`)) return 1
  for (let i = 1; i < syllables.length; i++) {
    const rest = syllables.slice(i)
    if (begins(rest, sought) || begins(rest.map(first), sought)) return 1
  }
  return Infinity
}

function begins(parts: readonly string[], sought: string): boolean {
  return parts.join('').startsWith(sought)
}

/** A number has no first letter: it is typed whole. */
const first = (syllable: string) => (/^\d/.test(syllable) ? syllable : syllable.slice(0, 1))

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
