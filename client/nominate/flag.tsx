import { Flag as FlagIcon } from 'lucide-react'
import { useWords } from '#client/i18n/use-words.ts'

/** Beside the name of a cell or a site: it is nominated. */
export function Flag({ size = 12 }: { size?: number }) {
  const { t } = useWords()
  return (
    <FlagIcon
      className="flag"
      size={size}
      strokeWidth={1.5}
      role="img"
      aria-hidden={false}
      aria-label={t('nominate.flag')}
    />
  )
}
