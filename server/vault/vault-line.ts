import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { readLine } from '#server/ledger/chain.ts'
import type { Codec } from '#server/ledger/codec.ts'
import { OperationRefused } from '#server/ledger/faults.ts'
import { vaultEvent, type VaultEvent } from './event.ts'
import type { VaultKey } from './key.ts'

/** One line of the vault, read. */
export interface VaultEntry {
  seq: number
  at: string
  hash: string
  event: VaultEvent
}

/** Lines are as long as the next multiple of this, so that their length does not tell what they hold. */
const blockBytes = 4096
const sealed = z.strictObject({
  key: z.string(),
  iv: z.base64(),
  tag: z.base64(),
  text: z.base64(),
})

/** The vault’s lines: AES-256-GCM under a nonce of its own each; only when a line was written can be seen. */
export function vaultCodec(key: VaultKey): Codec<VaultEvent, VaultEntry> {
  return {
    encode(event) {
      const checked = vaultEvent.safeParse(event)
      if (!checked.success) {
        const [issue] = checked.error.issues
        throw new OperationRefused(`${issue?.path.join('.') ?? 'event'}: ${issue?.message ?? 'not valid'}`)
      }
      const plain = Buffer.from(JSON.stringify(checked.data))
      const padded = Buffer.alloc(Math.ceil((plain.length + 1) / blockBytes) * blockBytes, 0x20)
      plain.copy(padded)
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key.bytes, iv)
      const text = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
      const body = {
        key: key.id,
        iv: iv.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        text,
      }
      return { kind: 'sealed', body: JSON.stringify(body) }
    },
    decode(bytes) {
      const { seq, at, hash, body } = readLine(bytes)
      const { key: id, iv, tag, text } = sealed.parse(body)
      if (id !== key.id)
        throw new Error('it was written with another key: put that key’s file back, or start a new vault')
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64'), {
        authTagLength: 16,
      })
      decipher.setAuthTag(Buffer.from(tag, 'base64'))
      const plain = Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()])
      return { seq, at, hash, event: vaultEvent.parse(JSON.parse(plain.toString('utf8'))) }
    },
  }
}
