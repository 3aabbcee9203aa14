import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import type { Standing } from '#data/contract/bands.ts'

interface Props {
  title: string
  standing: Standing | null
  /** Code, community and the like. */
  children: ReactNode
}

/** What the card is about, and how it stands, in a word and its colour. */
export function CardHead({ title, standing, children }: Props) {
  const { t } = useWords()
  return (
    <div className="card-head">
      <div className="card-title">
        <h2>{title}</h2>
        {standing !== null && <span className={`band band-${standing}`}>{t(`standing.${standing}`)}</span>}
        <IconButton icon={X} label={t('card.close')} onPress={() => changeLook({ cell: null, site: null })} />
      </div>
      <p className="card-sub">{children}</p>
    </div>
  )
}

/** A key figure with what it is over and what it means. */
export function Figure({
  value,
  over,
  unit,
  label,
}: {
  value: string
  over?: string
  unit?: string
  label: string
}) {
  return (
    <div className="figure">
      <p>
        <strong>{value}</strong>
        {over !== undefined && <span>/{over}</span>}
        {unit !== undefined && <span>{unit}</span>}
      </p>
      <p className="figure-label">{label}</p>
    </div>
  )
}
