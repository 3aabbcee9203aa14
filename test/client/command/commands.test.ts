import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { commands, type Command } from '#client/command/commands.ts'
import { findCommands } from '#client/command/find-commands.ts'
import english from '#client/i18n/en.json'
import chinese from '#client/i18n/zh-CN.json'

const wordsOf = ({ id }: Command) => ({ chinese: chinese.command[id], english: english.command[id] })
const found = (typed: string) => findCommands(commands, typed, wordsOf).map(({ id }) => id)

test.each(commands.map((command) => [command.id, command] as const))(
  '%s: its pinyin is that of its Chinese words',
  (_, command) => {
    const spelt = pinyin(wordsOf(command).chinese.replaceAll(' ', ''), { toneType: 'none', type: 'array' })
    // A number is typed as it is written.
    expect(command.pinyin).toBe(spelt.join(' ').replaceAll(/(?<=\d) (?=\d)/g, ''))
  },
)

test('no key has two meanings in one place, no name is used twice', () => {
  const keys = commands.flatMap(({ keys = [] }) => keys.map((key) => JSON.stringify(key)))
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
})

test.each(commands.map((command) => [command.id, command] as const))(
  '%s is found by its words in either language, its pinyin and its first letters',
  (id, command) => {
    const { chinese, english } = wordsOf(command)
    const initials = command.pinyin.split(' ').map((part) => (/^\d/.test(part) ? part : part.charAt(0)))
    for (const typed of [chinese, english, english.toUpperCase(), command.pinyin, initials.join('')])
      expect(found(typed), typed).toContain(id)
  },
)

test('what begins so comes first; a word inside counts, the inside of a word does not', () => {
  expect(found('print')[0]).toBe('print')
  expect(found('dayin')[0]).toBe('print')
  expect(found('table')).toEqual(['table'])
  expect(found('biaoge')).toEqual(['table'])
  expect(found('able')).toEqual([])
  expect(found('iaoge')).toEqual([])
  expect(found('排序').length).toBe(4)
  expect(found('  ')).toEqual([])
})
