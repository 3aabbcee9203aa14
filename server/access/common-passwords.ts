/** What people choose most when twelve characters are asked for: words, rows of keys and dates, put together. */
const pieces = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'welcome',
  'letmein',
  'iloveyou',
  'woaini',
  '5201314',
  '1314520',
  '1314',
  '520',
  'admin',
  'administrator',
  'root',
  'user',
  'test',
  'guest',
  'login',
  'master',
  'monkey',
  'dragon',
  'football',
  'princess',
  'sunshine',
  'qwerty',
  'qwertyuiop',
  'asdfgh',
  'asdfghjkl',
  'zxcvbn',
  'zxcvbnm',
  'qazwsx',
  'qazwsxedc',
  '1q2w3e',
  '1q2w3e4r',
  '1qaz2wsx',
  '3edc',
  'abc',
  'abcd',
  'abcdef',
  'zhongguo',
  'china',
  'mima',
  'mingcha',
  '明察',
  '密码',
]

/**
 * Whether a password would be among the first to be tried: made of common pieces, rows of keys, years, digits in order
 * and what stands in the account or the name, with hardly anything left over.
 */
export function isCommon(password: string, own: readonly string[]): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  if (new Set(text).size < 5) return true
  const known = [
    ...pieces,
    ...own.map((word) => word.toLowerCase()).filter((word) => word.length >= 3),
  ].toSorted((a, b) => b.length - a.length)
  let rest = text
  for (const piece of known) rest = rest.replaceAll(piece, ' ')
  rest = rest
    .replaceAll(/(?:19|20)\d\d(?:[01]\d[0-3]\d)?/g, ' ')
    .replaceAll(
      /(?:0?123456789?0?|12345678?|1234567|123456|12345|1234|123|987654321?0?|87654321|654321|4321|321)/g,
      ' ',
    )
    .replaceAll(/(.)\1{2,}/gu, ' ')
    .replaceAll(/[\s!@#$%^&*._\-+=~?]/g, '')
  return rest.length < 4
}
