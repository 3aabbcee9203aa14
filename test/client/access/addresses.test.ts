import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actKey, acts } from '#client/access/acts.ts'
import { codeAsShown } from '#client/access/code-as-shown.ts'
import { filterQuery, readFilters } from '#client/access/filters-of-audit.ts'
import { readFragment } from '#client/access/fragment.ts'
import { wayBack, wayTo } from '#client/access/way-back.ts'
import english from '#client/access/words/en.json'

const origin = 'https://mingcha.example.org'

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\u0000//evil.example',
  ' //evil.example',
  '/%0d%0aLocation:https://evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'http:evil.example',
  '/.//evil.example',
  '/data/..//evil.example',
  '/..//evil.example',
  '//[::1]/data',
  'https://mingcha.example.org.evil.example/data',
  'https://mingcha.example.org@evil.example/data',
  '/@evil.example',
  '/sign-in?next=/sign-in',
  '/api/exports/sites/csv',
  '/wall',
  '/nowhere',
  '',
  `/data?${'x'.repeat(3_000)}`,
])('the way back never leads to %j', (asked) => {
  expect(wayBack(asked, origin)).toBe('/')
})

test.each([
  [null, '/'],
  ['/', '/'],
  ['/?cell=440402100015003&lang=en', '/?cell=440402100015003&lang=en'],
  ['/data', '/data'],
  ['/audit?kind=refusal&from=2026-11-01', '/audit?kind=refusal&from=2026-11-01'],
  ['/people#x', '/people'],
  ['/data/../settings', '/settings'],
])('the way back from %j is %s', (asked, expected) => {
  expect(wayBack(asked, origin)).toBe(expected)
})

test('whatever is asked for, the way back begins with one slash and stays here', () => {
  const parts = fc.constantFrom(
    '/',
    '\\',
    '.',
    ':',
    '@',
    '?',
    '#',
    '%2f',
    '\t',
    'data',
    'https',
    'evil.example',
    '',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(parts).map((some) => some.join('')),
      ),
      (asked) => {
        const way = wayBack(asked, origin)
        expect(way).toMatch(/^\/(?![/\\])/)
        expect(new URL(way, origin).origin).toBe(origin)
      },
    ),
  )
})

test('the way to sign in and back again is the page with its query', () => {
  expect(wayTo('/', '')).toBe('')
  const way = new URLSearchParams(wayTo('/audit', '?kind=read&account=li.wei')).get('next')
  expect(wayBack(way, origin)).toBe('/audit?kind=read&account=li.wei')
})

test.each([
  ['#invite=abcdefghij0123456789_-', { kind: 'invite', token: 'abcdefghij0123456789_-' }],
  ['#setup=abcdefghij0123456789', { kind: 'setup', token: 'abcdefghij0123456789' }],
  ['#setup=short', null],
  ['#invite=abcdefghij0123456789&next=//evil', null],
  ['#ranking', null],
  ['', null],
])('the fragment %s holds %j', (hash, expected) => {
  expect(readFragment(hash)).toEqual(expected)
})

test('filters of the audit come back from their address; what is wrong in it is left out', () => {
  const said =
    'kind=refusal&account=li.wei&what=PUT+%2Fapi%2Fsettings&from=2026-11-01&to=2026-11-30&refused=yes'
  expect(filterQuery(readFilters(`${said}&lang=en`))).toBe(said)
  expect(readFilters('kind=everything&from=yesterday&to=2026-13-01&refused=1&account=%20')).toEqual({})
})

test('a pairing code is taken however it is typed', () => {
  for (const typed of ['K7QM-2FXA', 'k7qm2fxa', ' k7qm 2fxa ', 'k7qm–2fxa…'])
    expect(codeAsShown(typed)).toBe('K7QM-2FXA')
  expect(codeAsShown('k7q')).toBe('K7Q')
})

test('every act one may look for has its words', () => {
  for (const act of acts) expect(Object.keys(english.act)).toContain(actKey(act))
})
