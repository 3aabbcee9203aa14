import { useEffect, useEffectEvent, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Here } from '#client/command/command.ts'
import type { Command } from '#client/command/commands.ts'
import type { Scene } from '#client/explore/scene.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { say, unsay } from '#client/state/speech.ts'
import { closeSurface, type Surface } from '#client/state/surface.ts'
import { useRecent } from './recent.ts'
import { foundSections, plainSections, type Listed, type Option } from './sections.tsx'
import { usePlaces } from './use-places.ts'

export interface Finding {
  scene: Scene
  here: Here
  first: Exclude<Surface, 'keys'>
}

/** What is typed, what it means, which line would be chosen, and what keys do about it. */
export function useFinder({ scene, here, first }: Finding) {
  const { t, format } = useWords()
  const { i18n } = useTranslation()
  const recent = useRecent(({ places }) => places)
  const [typed, setTyped] = useState('')
  /** The line the reader moved to; null: the first. */
  const [moved, move] = useState<string | null>(null)
  /** Enter was pressed before the answer was there. */
  const [awaited, wait] = useState(false)
  const places = usePlaces(typed)
  const cells = useMemo(
    () => new Map(scene.cells.flatMap((cell) => (cell.area === null ? [] : [[cell.area.areaId, cell]]))),
    [scene.cells],
  )
  const wordsOf = (command: Command) => ({
    chinese: i18n.getFixedT('zh-CN')(`command.${command.id}`),
    english: i18n.getFixedT('en')(`command.${command.id}`),
  })
  const listed: Listed = { scene, here, cells, first, t, wordsOf }
  const asked = typed.trim() !== ''
  const sections = asked ? foundSections(listed, typed, places.items ?? []) : plainSections(listed, recent)
  const options = sections.flatMap((section) => section.options)
  const active = options.find(({ id }) => id === moved) ?? options[0] ?? null

  const choose = ({ choose: act }: Option) => {
    closeSurface()
    act()
  }
  const chooseFirst = useEffectEvent(() => {
    if (active !== null) choose(active)
  })
  const arrived = awaited && !places.pending
  useEffect(() => {
    if (arrived) chooseFirst()
  }, [arrived])

  const count = options.length
  const heard = count === 0 ? t('find.foundNone') : t('find.found', { n: format.whole(count), count })
  const toSay = asked && !places.pending && places.error === null ? heard : null
  useEffect(() => {
    if (toSay !== null) say('found', toSay)
    return () => unsay('found')
  }, [toSay])

  const step = (by: number) => {
    const at = active === null ? -1 : options.indexOf(active)
    const next = options[(at + by + options.length) % options.length]
    if (next !== undefined) move(next.id)
  }
  const press = (event: KeyboardEvent) => {
    const { key, nativeEvent } = event
    if (nativeEvent.isComposing) return
    if (key === 'ArrowDown') step(1)
    else if (key === 'ArrowUp') step(-1)
    else if (key !== 'Enter') return
    else if (places.pending && moved === null && active?.kind !== 'command') wait(true)
    else if (active !== null) choose(active)
    event.preventDefault()
  }
  const type = (words: string) => {
    setTyped(words)
    move(null)
    wait(false)
  }
  return { typed, type, places, sections, active, move, choose, press }
}
