import { expect, it } from 'vitest'
import { accountIn } from '#server/access/oidc-account.ts'

it('a name is the account it spells, to the letter', () => {
  const as = (told: Record<string, unknown>) => accountIn(told, { claim: 'preferred_username', domain: null })
  expect(as({ preferred_username: 'li.wei' })).toBe('li.wei')
  for (const other of [
    'Li.Wei',
    ' li.wei',
    'li.wei ',
    'li.wei@example.org',
    'ｌi',
    '',
    'l',
    'x'.repeat(65),
    null,
    7,
  ])
    expect(as({ preferred_username: other })).toBeNull()
  expect(as({ sub: 'li.wei', email: 'li.wei' })).toBeNull()
  expect(accountIn({ sub: '7f3a' }, { claim: 'sub', domain: null })).toBe('7f3a')
  expect(accountIn({ sub: '7F3A' }, { claim: 'sub', domain: null })).toBeNull()
})

it('an address counts in its own domain alone, in whatever capitals', () => {
  const as = (name: string) =>
    accountIn({ preferred_username: name }, { claim: 'preferred_username', domain: 'example.org' })
  expect(as('Li.Wei@Example.org')).toBe('li.wei')
  for (const other of [
    'li.wei',
    'li.wei@evil.example',
    'li.wei@sub.example.org',
    'li.wei@notexample.org',
    'li.wei@evil.example@example.org',
    'li.wei@example.org.evil.example',
    '@example.org',
    'li wei@example.org',
  ])
    expect(as(other)).toBeNull()
})

it('a mail address counts only where the provider says that it was verified', () => {
  const as = (told: Record<string, unknown>) => accountIn(told, { claim: 'email', domain: 'example.org' })
  expect(as({ email: 'li@example.org', email_verified: true })).toBe('li')
  for (const email_verified of [false, undefined, 'true', 1])
    expect(as({ email: 'li@example.org', email_verified })).toBeNull()
})
