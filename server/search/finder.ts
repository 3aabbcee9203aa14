import type { AreaItem } from '#data/contract/api.ts'
import type { SiteRecord, Warehouse } from '#server/warehouse/warehouse.ts'
import { shelveRegister, type Register } from './register.ts'

export interface Finder {
  /** The register as it stands, ready to be searched. The first who asks after it changed waits until it is. */
  register(): Promise<Register>
}

const pageSites = 5_000
/** The register is read again when it changed while it was read; after so many tries as it is. */
const attempts = 3

/** Keeps the register ready to be searched: shelved at the first question, and again when what is searched has changed. */
export function createFinder(
  warehouse: Pick<Warehouse, 'state' | 'sites' | 'registerFingerprint'>,
  areas: () => Promise<readonly AreaItem[]>,
): Finder {
  let checked: { seq: number; key: Promise<string> } | null = null
  let held: { key: string; register: Promise<Register> } | null = null

  /** Names what a search looks at. Asked of the projection once for each state of the ledger. */
  const keyNow = () => {
    const { seq, geometryRevision, registerRevision } = warehouse.state
    if (checked?.seq !== seq) {
      const key = warehouse
        .registerFingerprint()
        .then((texts) => `${geometryRevision} ${registerRevision} ${texts}`)
      checked = { seq, key }
      key.catch(() => {
        checked = null
      })
    }
    return checked.key
  }

  async function shelve(key: string): Promise<Register> {
    for (let attempt = 1; ; attempt++) {
      const register = await shelveRegister(await areas(), pagesOf(warehouse))
      if (attempt === attempts || (await keyNow()) === key) return register
    }
  }

  return {
    async register() {
      const key = await keyNow()
      if (held?.key !== key) {
        const register = shelve(key)
        held = { key, register }
        register.catch(() => {
          held = null
        })
      }
      return held.register
    },
  }
}

/** All sites, page by page: a whole city's at once would hold up everybody else. */
async function* pagesOf(warehouse: Pick<Warehouse, 'sites'>): AsyncIterable<readonly SiteRecord[]> {
  for (let after = 0; ;) {
    const page = await warehouse.sites({ after, limit: pageSites })
    yield page
    const last = page.at(-1)
    if (last === undefined || page.length < pageSites) return
    after = last.siteNo
  }
}
