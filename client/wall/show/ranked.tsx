import type { ReactNode } from 'react'

/** A part of a bar: `share` of the longest bar, and the swatch it is coloured as. */
export interface BarPart {
  key: string
  share: number
  swatch: string
}

/** Five communities at most, each a bar and a number. */
export function Ranked({
  rows,
}: {
  rows: readonly { key: string; name: string; value: string; parts: BarPart[] }[]
}) {
  return (
    <ol className="ranked">
      {rows.map(({ key, name, value, parts }) => (
        <li key={key}>
          <span className="ranked-name">{name}</span>
          <span className="ranked-bar" aria-hidden="true">
            {parts
              .filter(({ share }) => share > 0)
              .map((part) => (
                <span
                  key={part.key}
                  className={`wall-swatch-${part.swatch}`}
                  style={{ inlineSize: `${part.share * 100}%` }}
                />
              ))}
          </span>
          <span className="ranked-value">{value}</span>
        </li>
      ))}
    </ol>
  )
}

/** What a panel that ranks begins with: a sentence, and as of when. */
export function Sentence({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="sentence">
      <h1>{title}</h1>
      <p>{children}</p>
    </div>
  )
}
