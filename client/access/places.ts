import { GalleryHorizontalEnd, MonitorCheck, ScrollText, UserCog, Users } from 'lucide-react'
import type { MeAnswer } from '#data/contract/access.ts'
import { useHeard } from './me.ts'
import { pages } from './pages.ts'

const places = [
  { path: '/account', route: pages.account, icon: UserCog, word: 'account.mine' },
  { path: '/people', route: pages.people, icon: Users, word: 'account.people' },
  { path: '/displays', route: pages.displays, icon: MonitorCheck, word: 'account.displays' },
  { path: '/walls', route: pages.walls, icon: GalleryHorizontalEnd, word: 'account.walls' },
  { path: '/audit', route: pages.audit, icon: ScrollText, word: 'account.audit' },
] as const

/** The pages about accounts and what was done that somebody may see; only a person has an account of their own. */
export function placesOf({ may, identity }: MeAnswer): (typeof places)[number][] {
  return places.filter(
    ({ path, route }) => may.includes(route) && (path !== '/account' || identity?.kind === 'person'),
  )
}

/** Whether one of these pages is for who sits here, at this moment. */
export function leadsTo(path: (typeof places)[number]['path']): boolean {
  const { me } = useHeard.getState()
  return me !== null && placesOf(me).some((place) => place.path === path)
}
