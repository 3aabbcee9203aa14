import { useEffect, useState } from 'react'
import { useWords } from '#client/i18n/use-words.ts'

const patienceMs = 200

/** The shape of what is coming, in rows of these widths (percent); shown only when the wait is felt. */
export function Shape({ rows }: { rows: readonly number[] }) {
  const { t } = useWords()
  const [felt, setFelt] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setFelt(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={felt ? 'shape' : 'shape shape-unfelt'} role="status" aria-label={t('state.loading')}>
      {rows.map((width, index) => (
        <span key={index} className="shape-row" style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  )
}
