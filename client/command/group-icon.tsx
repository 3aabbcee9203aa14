import {
  CalendarDays,
  Command,
  ListOrdered,
  Map,
  SlidersHorizontal,
  SunMoon,
  type LucideIcon,
} from 'lucide-react'
import type { CommandGroup } from './command.ts'

const icons: Record<CommandGroup, LucideIcon> = {
  find: Command,
  ranking: ListOrdered,
  map: Map,
  time: CalendarDays,
  look: SlidersHorizontal,
  page: SunMoon,
}

/** What a command is about, at a glance; its words stand beside it. */
export function GroupIcon({ group }: { group: CommandGroup }) {
  const Icon = icons[group]
  return <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
}
