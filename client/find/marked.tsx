import { Fragment } from 'react'
import type { SearchItem } from '#data/contract/api.ts'

type Marks = SearchItem['marks']

/** A text with the parts marked that were searched for. */
export function Marked({
  text,
  field,
  marks,
}: {
  text: string
  field: Marks[number]['field']
  marks: Marks
}) {
  const own = marks.filter((mark) => mark.field === field)
  return (
    <>
      {own.map(({ from, to }, i) => (
        <Fragment key={from}>
          {text.slice(own[i - 1]?.to ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(own.at(-1)?.to ?? 0)}
    </>
  )
}
