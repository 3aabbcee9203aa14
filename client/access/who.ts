import type { Translate } from '#client/i18n/use-words.ts'
import type { Identity } from '#data/contract/access.ts'

/** What somebody is called here; a demo and a machine have no name of their own. */
export function nameOf({ kind, name }: { kind: string; name: string }, t: Translate): string {
  if (kind === 'demo') return t('account.demo')
  return kind === 'machine' ? t('account.machine') : name
}

/** Roles in words, in their order. */
export function rolesInWords({ roles }: Pick<Identity, 'roles'>, t: Translate): string {
  return roles.map((role) => t(`role.name.${role}`)).join(t('account.join'))
}
