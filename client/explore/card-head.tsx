import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import { Flag } from '#client/nominate/flag.tsx'
import { IconButton } from '#client/ui/icon-button.tsx'
import type { Standing } from '#data/contract/bands.ts'

interface Props {
  title: string
  standing: Standing | null
  /** Whether somebody has asked for a visit. */
  nominated?: boolean
  /** Who answers for it; null: nobody is registered. */
  unit: string | null
  /** Code, community and the like. */
  children: ReactNode
}

/** What the card is about, and how it stands, in a word and its colour. */
export function CardHead({ title, standing, nominated = false, unit, children }: Props) {
  const { t } = useWords()
  return (
    <div className="card-head">
      <div className="card-title">
        <h2>
          {title}
          {nominated && <Flag size={14} />}
        </h2>
        {standing !== null && <span className={`band band-${standing}`}>{t(`standing.${standing}`)}</span>}
        <IconButton icon={X} label={t('card.close')} onPress={() => changeLook({ cell: null, site: null })} />
      </div>
      <p className="card-sub">{children}</p>
      <p className="card-unit">
        {unit === null ? (
          t('site.noUnit')
        ) : (
          <>
            <span>{t('card.unit')}</span> {unit}
          </>
        )}
      </p>
    </div>
  )
}

/** A key figure with what it is over and what it means. */
export function Figure({
  value,
  over,
  unit,
  label,
  onPress,
}: {
  value: string
  over?: string
  unit?: string
  label: string
  /** Where the number leads. */
  onPress?: () => void
}) {
  const number = (
    <>
      <strong>{value}</strong>
      {over !== undefined && <span>/{over}</span>}
      {unit !== undefined && <span>{unit}</span>}
    </>
  )
  if (onPress === undefined) {
    return (
      <div className="figure">
        <p>{number}</p>
        <p className="figure-label">{label}</p>
      </div>
    )
  }
  return (
    <button type="button" className="figure figure-leads" onClick={onPress}>
      <span className="figure-number">{number}</span>
      <span className="figure-label">{label}</span>
    </button>
  )
}
