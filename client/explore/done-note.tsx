import { Check } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { useDone } from '#client/state/done.ts'

const shownMs = 2_000

/** For a moment, what a command has done that nothing else on the page shows. It is read out by the announcer. */
export function DoneNote() {
  const { t } = useWords()
  const { what, count } = useDone()
  const [gone, goAway] = useState(count)
  useEffect(() => {
    const timer = setTimeout(() => goAway(count), shownMs)
    return () => clearTimeout(timer)
  }, [count])
  if (what === null || gone === count) return null
  return (
    <p className="done-note" aria-hidden="true">
      <Check size={14} strokeWidth={1.5} />
      {t(`speech.${what}`)}
    </p>
  )
}
