/** The 32 bytes of this browser for one draw, hexadecimal, kept for as long as its window is open. */
const nameOf = (planId: string) => `mingcha-draw-${planId}`

export function keptValue(planId: string): string | null {
  return sessionStorage.getItem(nameOf(planId))
}

/**
 * Makes them, once, and answers their hash; only that is sent until both have committed. The server may have it though
 * its answer was lost: other bytes would then be no use.
 */
export async function hashOfValue(planId: string): Promise<string> {
  const value = keptValue(planId) ?? hexOf(crypto.getRandomValues(new Uint8Array(32)))
  sessionStorage.setItem(nameOf(planId), value)
  const bytes = Uint8Array.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

export function forgetValue(planId: string): void {
  sessionStorage.removeItem(nameOf(planId))
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
