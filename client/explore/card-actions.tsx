import { Check, Link2, Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { copyLink } from '#client/state/copy-link.ts'
import { printPage } from '#client/state/printing.ts'
import { useMedia } from '#client/ui/use-media.ts'
import { IconButton } from '#client/ui/icon-button.tsx'

/** What can be done with what is shown: pass it on, put it on paper. */
export function CardActions({ title }: { title: string }) {
  const { t } = useWords()
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
  const Icon = copied ? Check : Link2
  return (
    <div className="card-actions">
      <Button className="button button-primary" onPress={() => void pass()}>
        <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
        {copied ? t('card.copied') : shares ? t('card.share') : t('card.copy')}
      </Button>
      <span className="hidden" role="status">
        {copied && t('card.copied')}
      </span>
      <IconButton framed icon={Printer} label={t('card.print')} onPress={() => void printPage()} />
    </div>
  )
}
