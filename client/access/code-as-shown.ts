/** A code as it is shown: capitals, in two groups of four. */
export function codeAsShown(typed: string): string {
  const signs = typed
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 8)
  return signs.length > 4 ? `${signs.slice(0, 4)}-${signs.slice(4)}` : signs
}
