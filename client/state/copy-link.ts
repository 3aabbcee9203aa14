/** Puts the page's address on the clipboard. Outside https and localhost browsers have none: the old way still works. */
export async function copyLink(): Promise<void> {
  const text = window.location.href
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}
