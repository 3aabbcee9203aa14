import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { copyText } from '#client/state/copy-link.ts'
import { linkOf, type Invitation } from './send-person.ts'
import { useMoment } from './use-moment.ts'
import { useAccessWords } from './words.ts'

/** A link that lets somebody in, shown this once. */
export function InvitationLink({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) {
  const { t } = useAccessWords()
  const moment = useMoment()
  const [copied, setCopied] = useState(false)
  const link = linkOf(invitation)
  const copy = async () => {
    await copyText(link)
    setCopied(true)
  }
  return (
    <section className="data-card invitation" aria-label={t('people.link', { name: invitation.person.name })}>
      <h2 tabIndex={-1}>{t('people.link', { name: invitation.person.name })}</h2>
      <p>{t('people.linkIs', { at: moment(invitation.until) })}</p>
      <code className="access-code">{link}</code>
      <div className="access-acts">
        <Button className="button button-primary" autoFocus onPress={() => void copy()}>
          {copied ? (
            <Check size={16} strokeWidth={1.5} aria-hidden="true" />
          ) : (
            <Copy size={16} strokeWidth={1.5} aria-hidden="true" />
          )}
          {copied ? t('copied') : t('people.copy')}
        </Button>
        <Button className="link" onPress={onDone}>
          {t('people.linkDone')}
        </Button>
        <span className="hidden" role="status">
          {copied && t('copied')}
        </span>
      </div>
    </section>
  )
}
