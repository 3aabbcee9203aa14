import { expect, test } from 'vitest'
import { commandOf, type Place, type Press } from '#client/command/press.ts'

const plain: Place = {
  field: false,
  list: false,
  covered: false,
  button: false,
  ranking: false,
  map: false,
  singleKeys: true,
}
const press = (key: string, rest: Partial<Press> = {}): Press => ({
  key,
  ctrl: false,
  meta: false,
  alt: false,
  repeat: false,
  ...rest,
})
const idOf = (key: string, place: Partial<Place> = {}, rest: Partial<Press> = {}) =>
  commandOf(press(key, rest), { ...plain, ...place })?.id ?? null

test('a key runs the command that names it', () => {
  expect([idOf('/'), idOf('?'), idOf('['), idOf('m'), idOf('Escape')]).toEqual([
    'places',
    'keys',
    'day-earlier',
    'measure-next',
    'deselect',
  ])
  expect([idOf('+'), idOf('=')]).toEqual(['zoom-in', 'zoom-in'])
  expect(idOf('q')).toBeNull()
})

test('Ctrl and ⌘ are one, in any case; with them no single key runs anything', () => {
  expect(idOf('k', {}, { ctrl: true })).toBe('commands')
  expect(idOf('K', {}, { meta: true })).toBe('commands')
  expect(idOf('p', {}, { ctrl: true })).toBeNull()
  expect(idOf('c', {}, { meta: true })).toBeNull()
  expect(idOf('m', {}, { alt: true })).toBeNull()
})

test('in a field only a combination runs', () => {
  expect([idOf('m', { field: true }), idOf('Escape', { field: true })]).toEqual([null, null])
  expect(idOf('k', { field: true }, { ctrl: true })).toBe('commands')
})

test('where a list is searched by typing, characters are its own; Escape is not', () => {
  expect(idOf('t', { list: true })).toBeNull()
  expect(idOf('Escape', { list: true })).toBe('deselect')
})

test('under a dialog nothing runs', () => {
  expect(idOf('m', { covered: true })).toBeNull()
  expect(idOf('Escape', { covered: true })).toBeNull()
  expect(idOf('k', { covered: true }, { ctrl: true })).toBeNull()
})

test('arrows and Enter belong to the ranking alone', () => {
  expect([idOf('ArrowDown'), idOf('ArrowUp'), idOf('Enter')]).toEqual([null, null, null])
  expect(['ArrowDown', 'ArrowUp', 'Enter'].map((key) => idOf(key, { ranking: true }))).toEqual([
    'rank-next',
    'rank-previous',
    'rank-open',
  ])
})

test('the map zooms by itself', () => {
  expect([idOf('+', { map: true }), idOf('-', { map: true }), idOf('0', { map: true })]).toEqual([
    null,
    null,
    'district',
  ])
})

test('the space bar plays, but on a button it presses that', () => {
  expect([idOf(' '), idOf(' ', { button: true })]).toEqual(['play', null])
  expect(idOf('m', { button: true })).toBe('measure-next')
})

test('single keys turned off leave combinations, Escape and arrows', () => {
  const off = { singleKeys: false }
  expect([idOf('/', off), idOf('?', off), idOf('m', off)]).toEqual([null, null, null])
  expect(idOf('Escape', off)).toBe('deselect')
  expect(idOf('ArrowDown', { ...off, ranking: true })).toBe('rank-next')
  expect(idOf('k', off, { ctrl: true })).toBe('commands')
})

test('a key held down goes on with steps, and does nothing else twice', () => {
  expect(idOf('[', {}, { repeat: true })).toBe('day-earlier')
  expect(idOf('j', {}, { repeat: true })).toBe('rank-next')
  expect(idOf('t', {}, { repeat: true })).toBeNull()
})
