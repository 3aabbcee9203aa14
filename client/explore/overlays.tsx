import { KeysSheet } from '#client/command/keys-sheet.tsx'
import { useKeys } from '#client/command/use-keys.ts'
import { Finder } from '#client/find/finder.tsx'
import { useWords } from '#client/i18n/use-words.ts'
import { Announcer } from './announcer.tsx'
import { DoneNote } from './done-note.tsx'
import type { Scene } from './scene.ts'

/** What lies over Explore, beside it for who listens, and under its keys. */
export function Overlays({ scene }: { scene: Scene }) {
  const { language } = useWords()
  const { look, latest, theme } = scene
  const here = { look, latest, theme, language }
  useKeys(here)
  return (
    <>
      <Finder scene={scene} here={here} />
      <KeysSheet />
      <DoneNote />
      <Announcer scene={scene} />
    </>
  )
}
