import { useMay } from '#client/access/me.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Grid2x2 } from 'lucide-react'
import { Button } from 'react-aria-components'
import { daysOf } from '#client/explore/cell-texts.ts'
import type { Scene } from '#client/explore/scene.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { changeLook } from '#client/state/use-look.ts'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import type { NominationItem } from '#data/contract/api.ts'
import type { Standing } from '#data/contract/bands.ts'
import { draftFrom, perform } from './act.ts'

/** How the place stands on the day looked at. */
export interface Known {
  standing: Standing
  recencyDays: number | null
}

interface Props {
  nomination: NominationItem
  known: Known | null
  scene: Scene
  /** It was opened: the list is in the way now. */
  onOpen: () => void
}

/** One nomination: where, how it stands, why, since when; opened or taken back with one press. */
export function NominationRow({ nomination, known, scene, onOpen }: Props) {
  const mayTakeBack = useMay('DELETE /api/nominations/{id}')
  const { t, language, format } = useWords()
  const client = useQueryClient()
  const { areaId, siteId, kind, forDay, reason, nominatedAt } = nomination
  const { today, settings } = scene.district
  const name =
    siteId !== null && kind !== null
      ? siteName({ ...nomination, siteId, kind }, language, t)
      : (nameIn(language, nomination) ?? siteId ?? areaId ?? '')
  const open = () => {
    onOpen()
    changeLook({ cell: areaId, site: siteId })
  }
  return (
    <li className="nomination">
      {kind === null ? (
        <Grid2x2 className="nomination-kind" size={14} strokeWidth={1.5} aria-hidden="true" />
      ) : (
        <KindIcon kind={kind} />
      )}
      {nomination.known ? (
        <button type="button" className="nomination-place" onClick={open}>
          {name}
        </button>
      ) : (
        <span className="nomination-place">{name}</span>
      )}
      <span className="nomination-standing">
        {known !== null && (
          <>
            <span className={`band band-${known.standing}`}>{t(`standing.${known.standing}`)}</span>
            {known.standing !== 'never' && daysOf(known, t, format)}
          </>
        )}
        {!nomination.known && t('nominate.gone')}
      </span>
      <span className="nomination-why quiet">
        {t(`nominate.reason.${reason}`)} ·{' '}
        {t('nominate.since', { at: format.moment(nominatedAt, settings.zone, today) })}
      </span>
      {mayTakeBack && (
        <Button
          className="link"
          aria-label={t('nominate.takeBackOf', { place: name, day: format.day(forDay, today) })}
          onPress={() => void perform({ does: 'take-back', draft: draftFrom(nomination) }, client)}
        >
          {t('nominate.takeBack')}
        </Button>
      )}
    </li>
  )
}
