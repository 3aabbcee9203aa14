import './role-menu.css'
import { ChevronDown } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import type { MeAnswer } from '#data/contract/access.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { lookAs, useMe } from './me.ts'

/** Says that this is a demo, and lets one look at it in another role; elsewhere there is nothing to choose. */
export function RoleMenu({ worded = false }: { worded?: boolean }) {
  const { t } = useWords()
  const me = useMe()
  if (!me?.demoRoles) return worded ? null : <span className="tag">{t('demo')}</span>
  const chosen = chosenRole(me)
  const said = chosen === null ? t('demo') : t('role.as', { role: t(`role.name.${chosen}`) })
  return (
    <MenuTrigger>
      <Button className={worded ? 'button' : 'tag role-tag'} aria-label={t('role.choose')}>
        {worded ? t('role.choose') : said}
        <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu role-menu"
          aria-label={t('role.choose')}
          selectionMode="single"
          selectedKeys={[chosen ?? everybody]}
          onAction={(key) => {
            const role = me.demoRoles?.find((one) => one === key) ?? null
            if (role !== chosen) void lookAs(role)
          }}
        >
          {[everybody, ...me.demoRoles].map((role) => (
            <MenuItem key={role} id={role} className="menu-item role-item" textValue={t(`role.name.${role}`)}>
              <Text slot="label">{t(`role.name.${role}`)}</Text>
              <Text slot="description">{t(`role.sees.${role}`)}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

const everybody = 'everybody' as const

/** Null: in all roles that go together. */
export function chosenRole({ identity, demoRoles }: MeAnswer) {
  const [role, more] = identity?.roles ?? []
  return more === undefined ? (demoRoles?.find((one) => one === role) ?? null) : null
}
