import type { FunctionComponent, ReactElement } from 'react'
import { Trans } from 'react-i18next'
import type { WordKey } from './use-words.ts'

interface Props {
  i18nKey: WordKey
  count?: number
  values?: Readonly<Record<string, string | number>>
  /** What stands around marked words. */
  components: Record<string, ReactElement>
}

/** The library's own types give up on so many names. */
const Sentence: FunctionComponent<Omit<Props, 'i18nKey'> & { i18nKey: string }> = Trans

/** A sentence with elements in it; its name is one of our words. */
export function Rich(props: Props) {
  return <Sentence {...props} />
}
