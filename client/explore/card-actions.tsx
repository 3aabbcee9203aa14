import { Check, Link2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMay } from '#client/access/me.ts'
import { Download } from '#client/download/download.tsx'
import type { Offer } from '#client/download/offers.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Nominate, type Nominating } from '#client/nominate/nominate.tsx'
import { Nominated } from '#client/nominate/nominated.tsx'
import { PrintButton } from '#client/paper/print-button.tsx'
import { copyLink } from '#client/state/copy-link.ts'
import { IconButton } from '#client/ui/icon-button.tsx'
import { useMedia } from '#client/ui/use-media.ts'

interface Props {
  title: string
  /** What may be nominated; null: it is not there to be. */
  nominating: Nominating | null
  /** What of it can be taken along, and as of when. */
  offers: readonly Offer[]
  asOf: string
}

/** What can be done with what is shown: ask for a visit, pass it on, put it on paper. */
export function CardActions({ title, nominating, offers, asOf }: Props) {
  const { t, format } = useWords()
  const mayNominate = useMay('POST /api/nominations')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const shares = useMedia('(pointer: coarse)') && 'share' in navigator
  const pass = async () => {
    if (shares) {
      await navigator.share({ title, url: window.location.href }).catch(() => undefined)
      return
    }
    await copyLink()
    setCopied(true)
  }
  return (
    <div className="card-actions">
      {nominating !== null && <Nominated {...nominating} />}
      <div className="card-buttons">
        {nominating !== null && mayNominate && <Nominate {...nominating} />}
        <IconButton
          framed
          icon={copied ? Check : Link2}
          label={copied ? t('card.copied') : shares ? t('card.share') : t('card.copy')}
          onPress={() => void pass()}
        />
        <span className="hidden" role="status">
          {copied && t('card.copied')}
        </span>
        {offers.length > 0 && (
          <Download offers={offers} note={t('download.shown', { day: format.fullDay(asOf) })} />
        )}
        <PrintButton framed />
      </div>
    </div>
  )
}
