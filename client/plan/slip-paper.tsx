import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { QrCode } from '#client/access/qr-code.tsx'
import { useMe } from '#client/access/me.ts'
import { askMe } from '#client/api/ask-me.ts'
import type { SlipAnswer } from '#data/contract/plan.ts'
import { usePlanWords } from './words.ts'

/** What a slip has on paper only: its code, and across each page who printed it and when. */
export function SlipPaper({ slip, team }: { slip: SlipAnswer; team: string }) {
  const { t, format } = usePlanWords()
  const who = useMe()?.identity?.account
  const [printedAt, print] = useState(() => new Date())
  useEffect(() => {
    void askMe()
    const now = () => flushSync(() => print(new Date()))
    addEventListener('beforeprint', now)
    return () => removeEventListener('beforeprint', now)
  }, [])
  const at = format.moment(printedAt.toISOString(), slip.zone, slip.day)
  const mark = t(who === undefined ? 'slip.printedByLink' : 'slip.printedBy', { who: who ?? '', at })
  return (
    <div className="slip-paper" aria-hidden="true">
      <div className="slip-code">
        <QrCode text={window.location.href} label={t('slip.title')} />
        <p>{t('slip.codeIs')}</p>
      </div>
      <p className="slip-across">
        {team} · {slip.day}
        <br />
        {mark}
      </p>
    </div>
  )
}
