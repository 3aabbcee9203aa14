import { useState } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { QrCode } from '#client/access/qr-code.tsx'
import { Drop } from '#client/ui/drop.tsx'
import { usePlanWords } from './words.ts'

/** Ways to hand a team its slip: open it, copy its link, show its code. */
export function SlipLink({ name, token }: { name: string; token: string }) {
  const { t } = usePlanWords()
  const [isCopied, setCopied] = useState(false)
  const link = `${window.location.origin}/slip#${token}`
  const copy = () => void navigator.clipboard.writeText(link).then(() => setCopied(true))
  return (
    <p className="plan-acts">
      <a className="link" href={link} target="_blank" rel="noreferrer">
        {t('released.open')}
      </a>
      <Button className="link" onPress={copy}>
        {t(isCopied ? 'released.copied' : 'released.copy')}
      </Button>
      <DialogTrigger>
        <Button className="link">{t('released.qr')}</Button>
        <Drop title={t('released.slip', { name })} placement="bottom end" className="access-drop">
          {() => <QrCode text={link} label={t('released.slip', { name })} />}
        </Drop>
      </DialogTrigger>
    </p>
  )
}
