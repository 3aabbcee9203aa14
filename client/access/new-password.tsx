import { useState } from 'react'
import { Entry } from './entry.tsx'
import { useAccessWords } from './words.ts'

/** A password has at least so many characters; which ones is everybody's own business. */
export const shortest = 12

interface Props {
  value: string
  reason: string | null
  onChange: (value: string) => void
}

/** A password that is chosen now: it can be looked at instead of being typed twice. */
export function NewPassword({ value, reason, onChange }: Props) {
  const { t } = useAccessWords()
  const [shown, show] = useState(false)
  return (
    <div className="new-password">
      <Entry
        label={t('newPassword')}
        hint={t('newPasswordIs')}
        reason={reason}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        maxLength={256}
        required
        spellCheck={false}
        value={value}
        onChange={onChange}
      />
      <label className="check">
        <input type="checkbox" checked={shown} onChange={({ target }) => show(target.checked)} />
        {t('showPassword')}
      </label>
    </div>
  )
}
