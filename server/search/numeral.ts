const digits = '〇一二三四五六七八九'
const shape = /^(?:([一二三四五六七八九])百)?(?:零)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/

/** The value of a Chinese numeral under a thousand, written with 百 and 十 or digit by digit; null: it is none. */
export function numeralOf(text: string): number | null {
  if (text === '') return null
  if (/^[〇零一二三四五六七八九]+$/.test(text))
    return Number(text.replaceAll(/./g, (sign) => String(digitOf(sign))))
  const parts = shape.exec(text)
  if (parts === null) return null
  const [, hundreds, tens, ten, ones] = parts
  return (
    100 * digitOf(hundreds) +
    10 * (ten === undefined ? 0 : tens === undefined ? 1 : digitOf(tens)) +
    digitOf(ones)
  )
}

function digitOf(sign: string | undefined): number {
  return sign === undefined || sign === '零' ? 0 : digits.indexOf(sign)
}
