/** The 32 bytes of this browser for one draw, hexadecimal, kept for as long as its window is open. */
const nameOf = (planId: string) => `mingcha-draw-${planId}`

export function keptValue(planId: string): string | null {
  return sessionStorage.getItem(nameOf(planId))
}

/** Makes them and answers their hash; only that is sent until both have committed. */
export async function makeValue(planId: string): Promise<string> {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  sessionStorage.setItem(nameOf(planId), hexOf(bytes))
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

export function forgetValue(planId: string): void {
  sessionStorage.removeItem(nameOf(planId))
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
