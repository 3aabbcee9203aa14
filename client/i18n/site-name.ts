import type { Kind } from '#data/contract/tables.ts'
import type { Language } from '#client/state/look.ts'
import { nameIn } from './formats.ts'
import type { Translate } from './use-words.ts'

interface Named {
  siteId: string
  kind: Kind
  name: string | null
  nameEn: string | null
  code?: string | null
}

/** A site's name; one that has none is told apart by its kind and code ("Enterprise 1000049"). */
export function siteName(site: Named, language: Language, t: Translate): string {
  return (
    nameIn(language, site) ??
    t('site.byCode', { kind: t(`kinds.${site.kind}`), code: site.code ?? site.siteId })
  )
}
