import { expect, it } from 'vitest'
import { codeAt, newSecret, secretUri, stepOf } from '#server/access/second-factor.ts'

/** "12345678901234567890" in base32: the secret of RFC 6238’s test values, whose last six of eight digits these are. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i s the code is that of RFC 6238', (seconds, code) => {
  expect(codeAt(secret, new Date(seconds * 1000))).toBe(code)
})

it('a code counts within half a minute of its time, and once', () => {
  const at = new Date(1_234_567_890_000)
  const code = codeAt(secret, at)
  const step = stepOf(secret, code, at, null)
  expect(step).toBe(Math.floor(1_234_567_890 / 30))
  expect(stepOf(secret, code, new Date(at.getTime() + 30_000), null)).toBe(step)
  expect(stepOf(secret, code, new Date(at.getTime() - 30_000), null)).toBe(step)
  expect(stepOf(secret, code, new Date(at.getTime() + 90_000), null)).toBeNull()
  expect(stepOf(secret, code, at, step)).toBeNull()
  for (const wrong of ['', '12', '000000', `${code}1`.slice(1), 'abcdef'])
    if (wrong !== code) expect(stepOf(secret, wrong, at, null)).toBeNull()
})

it('a secret has 160 bits and is told to an authenticator by its address', () => {
  const made = newSecret()
  expect(made).toMatch(/^[A-Z2-7]{32}$/)
  expect(newSecret()).not.toBe(made)
  expect(new URL(secretUri(made, 'li.lei')).searchParams.get('secret')).toBe(made)
})
