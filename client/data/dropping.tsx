import { FileUp } from 'lucide-react'
import { Button, DropZone, FileTrigger, ProgressBar } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Notice } from '#client/ui/notice.tsx'
import { bring, stopSending, useBringing } from './bringing.ts'
import { useDataWords } from './words.ts'

/** Where a file is dropped or chosen, and how far it is. */
export function Dropping({ isLooking }: { isLooking: boolean }) {
  const { t } = useDataWords()
  const sending = useBringing((bringing) => bringing.sending)
  const error = useBringing((bringing) => bringing.error)
  if (sending !== null || isLooking) {
    const isSent = sending === null || sending.sent >= sending.total
    const label = isSent ? t('reading') : t('sending', { name: sending.name })
    return (
      <div className="data-drop data-sending">
        <Progress label={label} share={isSent ? null : sending.sent / Math.max(1, sending.total)} />
        <Button className="button" onPress={stopSending}>
          {t('cancel')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <DropZone
        className="data-drop"
        getDropOperation={(types) => (types.has('directory') ? 'cancel' : 'copy')}
        onDrop={({ items }) => {
          const item = items.find((one) => one.kind === 'file')
          if (item?.kind === 'file') void item.getFile().then(bring)
        }}
      >
        <FileUp size={28} strokeWidth={1.25} aria-hidden="true" />
        <p className="data-drop-title">{t('drop')}</p>
        <FileTrigger
          onSelect={(files) => {
            const file = files?.[0]
            if (file !== undefined) void bring(file)
          }}
        >
          <Button className="button button-primary">{t('choose')}</Button>
        </FileTrigger>
        <p className="quiet">{t('formats')}</p>
      </DropZone>
      {error !== null && <NotTaken error={error} />}
    </>
  )
}

function NotTaken({ error }: { error: unknown }) {
  const { t } = useDataWords()
  const { t: say } = useWords()
  const code = error instanceof NoAnswer ? error.code : 'garbled'
  return (
    <Notice urgent title={t('notTaken')}>
      <p>{say(`problem.${code}`)}</p>
      {error instanceof NoAnswer && code === 'bad-body' && <p lang="en">{error.message}</p>}
    </Notice>
  )
}

/** How far something is; `share` null: nobody knows. */
export function Progress({ label, share }: { label: string; share: number | null }) {
  return (
    <ProgressBar
      className="data-progress"
      aria-label={label}
      {...(share === null ? { isIndeterminate: true } : { value: share * 100 })}
    >
      <span>{label}</span>
      <span className="data-progress-track">
        <span
          className="data-progress-fill"
          data-unknown={share === null || undefined}
          style={share === null ? {} : { inlineSize: `${share * 100}%` }}
        />
      </span>
    </ProgressBar>
  )
}
