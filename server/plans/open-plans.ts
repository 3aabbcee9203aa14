import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from '#server/home.ts'
import { isNoSpace } from '#server/ledger/faults.ts'
import { readKey } from '#server/vault/key.ts'
import { openVault, type Vault } from '#server/vault/vault.ts'
import { createPlans, type Plans } from './plans.ts'

export interface PlansOptions {
  now: () => Date
  build: string
  /** The file of the key that plans are encrypted with. */
  keyPath: string
}

/** The vault does not open; `cause` says why. */
class VaultShut extends Error {
  readonly code = 'vault'
}

/** The plans of a home; vault and key are made when the first is frozen. */
export interface OpenPlans {
  /** What is there; null: nothing was ever frozen. */
  known(): Promise<Plans | null>
  /** As known, and made where there is none. */
  made(): Promise<Plans>
  close(): Promise<void>
}

export function openPlans(home: Home, { now, build, keyPath }: PlansOptions): OpenPlans {
  const folder = join(home.folder, 'vault')
  let opening: Promise<{ vault: Vault; plans: Plans }> | null = null
  const open = () => {
    opening ??= readKey(keyPath)
      .then((key) => openVault(folder, { key, now }))
      .then((vault) => ({ vault, plans: createPlans(home, vault, { now, build }) }))
      .catch((error: unknown) => {
        throw isNoSpace(error) ? error : new VaultShut('the vault does not open', { cause: error })
      })
    // What kept it from opening may be mended: a key put back, a disk freed.
    opening.catch(() => {
      opening = null
    })
    return opening
  }
  return {
    async known() {
      if (
        opening === null &&
        !(await access(folder).then(
          () => true,
          () => false,
        ))
      )
        return null
      return (await open()).plans
    },
    made: async () => (await open()).plans,
    async close() {
      const opened = await opening?.catch(() => null)
      opening = null
      await opened?.vault.close()
    },
  }
}
