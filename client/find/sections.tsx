import type { ReactNode } from 'react'
import type { Here } from '#client/command/command.ts'
import { commands, type Command } from '#client/command/commands.ts'
import { findCommands, type Words } from '#client/command/find-commands.ts'
import type { Scene } from '#client/explore/scene.ts'
import type { Translate } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import { ranked } from '#client/state/ranking.ts'
import type { Surface } from '#client/state/surface.ts'
import type { AreaItem, SearchItem } from '#data/contract/api.ts'
import { commandGroups } from '#client/command/command.ts'
import { CommandOption } from './command-option.tsx'
import { goToPlace } from './go-to-place.ts'
import { PlaceOption } from './place-option.tsx'
import { remember } from './recent.ts'

/** One line that can be chosen. */
export interface Option {
  id: string
  kind: 'place' | 'command'
  body: ReactNode
  choose: () => void
}

export interface Section {
  id: string
  title: string
  options: readonly Option[]
}

/** What the finder knows when it lists something. */
export interface Listed {
  scene: Scene
  here: Here
  cells: ReadonlyMap<string, Cell>
  first: Exclude<Surface, 'keys'>
  t: Translate
  /** A command's words in both languages. */
  wordsOf: (command: Command) => Words
}
const levels = ['community', 'cell', 'site'] as const
/** Beside places only the commands that are meant most. */
const mostBeside = 4
const mostWorst = 5

/** What was found for some words: places by level, the level of the best first; commands before or behind them. */
export function foundSections(listed: Listed, typed: string, items: readonly SearchItem[]): Section[] {
  const { t, first, here, wordsOf } = listed
  const byLevel = levels
    .toSorted((a, b) => rankOf(items, a) - rankOf(items, b))
    .map((level) =>
      placesSection(
        listed,
        level,
        t(`find.${level}`),
        items.filter((item) => item.level === level),
      ),
    )
  const meant = findCommands(offered(here), typed, wordsOf)
  const behind = first === 'places' ? meant.slice(0, mostBeside) : meant
  const ofCommands = commandsSection(listed, 'command', t('find.command'), behind, typed)
  const sections = first === 'places' ? [...byLevel, ofCommands] : [ofCommands, ...byLevel]
  return sections.filter(({ options }) => options.length > 0)
}

/** What is offered before anything is typed: what was chosen before and is neglected most, or every command. */
export function plainSections(listed: Listed, recent: readonly SearchItem[]): Section[] {
  const { t, first, here, scene } = listed
  const sections =
    first === 'places'
      ? [
          placesSection(listed, 'recent', t('find.recent'), recent),
          placesSection(listed, 'worst', t('ranking.label'), worstOf(scene)),
        ]
      : commandGroups.map((group) => {
          const own = offered(here).filter((command) => command.group === group)
          return commandsSection(listed, group, t(`command.group.${group}`), own, '')
        })
  return sections.filter(({ options }) => options.length > 0)
}

function placesSection(
  { scene, cells }: Listed,
  id: string,
  title: string,
  places: readonly SearchItem[],
): Section {
  const options = places.map((place): Option => {
    const cell = place.level === 'cell' ? (cells.get(place.id) ?? null) : null
    return {
      id: `${id}-${place.id}`,
      kind: 'place',
      body: <PlaceOption place={place} scene={scene} cell={cell} />,
      choose: () => {
        remember(place)
        goToPlace(place, { byId: scene.byId, bounds: scene.district.bounds })
      },
    }
  })
  return { id, title, options }
}

function commandsSection(
  { here, wordsOf }: Listed,
  id: string,
  title: string,
  meant: readonly Command[],
  typed: string,
): Section {
  const options = meant.map((command): Option => ({
    id: `command-${command.id}`,
    kind: 'command',
    body: <CommandOption command={command} words={wordsOf(command)} typed={typed} />,
    choose: () => command.run(here),
  }))
  return { id, title, options }
}

function offered(here: Here): Command[] {
  return commands.filter(({ keyOnly, can }) => keyOnly !== true && can?.(here) !== false)
}

function rankOf(items: readonly SearchItem[], level: SearchItem['level']): number {
  const at = items.findIndex((item) => item.level === level)
  return at === -1 ? Infinity : at
}

function worstOf({ lit, look, byId }: Scene): SearchItem[] {
  return ranked(lit, look.order)
    .slice(0, mostWorst)
    .flatMap(({ area }) => (area === null ? [] : [itemOf(area, byId.get(area.parentId ?? ''))]))
}

function itemOf(area: AreaItem, community: AreaItem | undefined): SearchItem {
  const { areaId, code, name, nameEn, unitName, unitNameEn, center } = area
  return {
    level: 'cell',
    id: areaId,
    name,
    nameEn,
    code,
    kind: null,
    areaId,
    cellName: null,
    cellNameEn: null,
    communityName: community?.name ?? null,
    communityNameEn: community?.nameEn ?? null,
    unitName,
    unitNameEn,
    center,
    unlocated: null,
    marks: [],
  }
}
