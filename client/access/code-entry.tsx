import { Entry } from './entry.tsx'
import { useAccessWords } from './words.ts'

interface Props {
  value: string
  reason?: string | null
  onChange: (value: string) => void
}

/** The six digits an authenticator shows, however they are grouped when they are pasted. */
export function CodeEntry({ value, reason = null, onChange }: Props) {
  const { t } = useAccessWords()
  return (
    <Entry
      label={t('code')}
      hint={t('codeIs')}
      reason={reason}
      name="code"
      className="code-entry"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="\d{6}"
      required
      value={value}
      onChange={(text) => onChange(text.replaceAll(/\D/g, '').slice(0, 6))}
    />
  )
}
