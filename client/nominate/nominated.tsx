import { useMay } from '#client/access/me.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useRef } from 'react'
import { Button } from 'react-aria-components'
import { useNominations } from '#client/api/use-answers.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { nominationsOf } from '#client/state/nominations.ts'
import { draftFrom, isOf, perform, useActing } from './act.ts'
import { ActLine } from './act-line.tsx'
import { Flag } from './flag.tsx'
import type { Nominating } from './nominate.tsx'

/** Whether this place is nominated, for which day and why, with the way back; or what was just done about it. */
export function Nominated({ nominee, name, today }: Pick<Nominating, 'nominee' | 'name' | 'today'>) {
  const mayTakeBack = useMay('DELETE /api/nominations/{id}')
  const { t, format } = useWords()
  const client = useQueryClient()
  const list = useNominations()
  const last = useActing((acting) => acting.last)
  const standing = nominationsOf(list.data?.nominations ?? [], nominee)
  const [soonest] = standing
  const own = last !== null && isOf(last.act, nominee) ? last : null
  const line = useRef<HTMLDivElement>(null)
  // The list may follow the act by a moment: the button under the finger goes with it, not before.
  const left = own === null || own.is === 'under-way' ? null : (soonest?.nominationId ?? 'none')
  useLayoutEffect(() => {
    if (left !== null && document.activeElement === document.body)
      line.current?.querySelector('button')?.focus()
  }, [left])

  const failed = own?.is === 'failed'
  const day = soonest === undefined ? '' : format.day(soonest.forDay, today)
  return (
    <div className="nominated" ref={line}>
      {soonest !== undefined && (
        <p className="act-line" role="status">
          <Flag />
          <span className="nominated-said">
            {standing.length === 1
              ? t('nominate.done', { day })
              : t('nominate.doneMore', {
                  day,
                  n: format.whole(standing.length - 1),
                  count: standing.length - 1,
                })}
            <span className="quiet">{t(`nominate.reason.${soonest.reason}`)}</span>
          </span>
          {mayTakeBack && (
            <Button
              className="link"
              aria-label={t('nominate.takeBackOf', { place: name, day })}
              onPress={() => void perform({ does: 'take-back', draft: draftFrom(soonest) }, client)}
            >
              {t('nominate.takeBack')}
            </Button>
          )}
        </p>
      )}
      {(soonest === undefined || failed) && <ActLine today={today} of={nominee} />}
    </div>
  )
}
