import { useWallWords } from '../words.ts'

/** Since when nothing was heard: "10:42", and for how many minutes. */
export interface Staleness {
  at: string
  minutes: number
}

/** The picture is of then. */
export function Stale({ at, minutes }: Staleness) {
  const { t, format } = useWallWords()
  return (
    <span className="stage-stale" role="status">
      {minutes < 1
        ? t('stale.now', { at })
        : t('stale.since', { at, n: format.whole(minutes), count: minutes })}
    </span>
  )
}
