import type { PublicKey } from '#data/contract/displays.ts'

/** The key of this browser as a display. Its private half can be used here and never be read. */
export interface OwnKey {
  public: PublicKey
  sign: (text: string) => Promise<string>
}

const kind = { name: 'ECDSA', namedCurve: 'P-256' } as const
const store = 'key'

/** The browser’s key, made the first time. Null: it has no Web Cryptography, which comes only by HTTPS or from localhost. */
export async function ownKey(): Promise<OwnKey | null> {
  if (!('subtle' in crypto)) return null
  const pair =
    (await kept()) ?? (await keep(await crypto.subtle.generateKey(kind, false, ['sign', 'verify'])))
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return {
    public: { kty: 'EC', crv: 'P-256', x, y },
    async sign(text) {
      const bytes = new TextEncoder().encode(text)
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)
      return base64url(new Uint8Array(signature))
    },
  }
}

async function kept(): Promise<CryptoKeyPair | null> {
  const found: unknown = await inStore('readonly', (keys) => keys.get('display'))
  return isPair(found) ? found : null
}

/** Of two windows that make one at the same time, both go on with the one that was first. */
async function keep(made: CryptoKeyPair): Promise<CryptoKeyPair> {
  await inStore('readwrite', (keys) => keys.add(made, 'display')).catch(() => null)
  const first = await kept()
  if (first === null) throw new Error('the key could not be kept')
  return first
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (keys: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open('mingcha-display', 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(store))
  const database = await ended(opening)
  try {
    return await ended(act(database.transaction(store, mode).objectStore(store)))
  } finally {
    database.close()
  }
}

function ended<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })
}

function isPair(found: unknown): found is CryptoKeyPair {
  return (
    typeof found === 'object' &&
    found !== null &&
    'privateKey' in found &&
    found.privateKey instanceof CryptoKey &&
    'publicKey' in found &&
    found.publicKey instanceof CryptoKey
  )
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCodePoint(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
