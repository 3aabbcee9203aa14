/** Signs with which a spreadsheet takes a text for a formula, full-width ones too. */
const begins = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/
const guards = /^'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/

/** A text that a spreadsheet could take for a formula gets an apostrophe before it; so does one that looks guarded already. */
export function guarded(text: string): string {
  return begins.test(text) ? `'${text}` : text
}

/** The text that was guarded: one apostrophe less, where one stands before what would be a formula. */
export function unguarded(text: string): string {
  return guards.test(text) ? text.slice(1) : text
}
