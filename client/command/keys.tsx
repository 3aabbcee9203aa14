import { useWords } from '#client/i18n/use-words.ts'
import type { Key } from './command.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)
const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
  '-': '−',
}

/** Keys as they stand on the keyboard. `first`: only the one that is meant to be remembered. */
export function Keys({ keys, first = false }: { keys: readonly Key[]; first?: boolean }) {
  const { t } = useWords()
  const nameOf = (part: string) => {
    if (part === ' ') return t('keys.space')
    if (part === 'Mod') return isMac ? '⌘' : 'Ctrl'
    return signs[part] ?? (part.length === 1 ? part.toUpperCase() : part)
  }
  return (first ? keys.slice(0, 1) : keys).map((key, i) => {
    const name = typeof key === 'string' ? key : key.key
    return (
      <span key={name} className="keys">
        {i > 0 && <span className="keys-or">{t('keys.or')}</span>}
        {name.split(/\+(?=.)/).map((part) => (
          <kbd key={part}>{nameOf(part)}</kbd>
        ))}
      </span>
    )
  })
}
