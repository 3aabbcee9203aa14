/** Puts the page's address on the clipboard. Outside https and localhost browsers have none: the old way still works. */
export function copyLink(): Promise<void> {
  return copyText(window.location.href)
}

/** Puts a text on the clipboard. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}
