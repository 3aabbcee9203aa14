import { useState, type ReactNode } from 'react'
import { Button, DialogTrigger } from 'react-aria-components'
import { NoAnswer } from '#client/api/ask.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Drop } from '#client/ui/drop.tsx'

interface Props {
  /** On the button that asks. */
  label: string
  /** The same with what it is about, for whoever hears the button alone. */
  title: string
  /** What will be otherwise afterwards. */
  children: ReactNode
  /** On the button that does it. */
  does: string
  onConfirm: () => Promise<unknown>
}

/** For what cannot be undone: says what will be, and asks once. */
export function Confirm({ label, title, children, does, onConfirm }: Props) {
  const { t } = useWords()
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const confirm = async (close: () => void) => {
    setBusy(true)
    setFailure(null)
    try {
      await onConfirm()
      close()
    } catch (error) {
      setFailure(t(`problem.${error instanceof NoAnswer ? error.code : 'garbled'}`))
    }
    setBusy(false)
  }
  return (
    <DialogTrigger onOpenChange={() => setFailure(null)}>
      <Button className="link" aria-label={title}>
        {label}
      </Button>
      <Drop title={title} placement="bottom end" className="access-drop">
        {(close) => (
          <div className="access-form">
            <p>{children}</p>
            {failure !== null && (
              <p className="access-danger" role="alert">
                {failure}
              </p>
            )}
            <Button className="button button-danger" isDisabled={busy} onPress={() => void confirm(close)}>
              {does}
            </Button>
          </div>
        )}
      </Drop>
    </DialogTrigger>
  )
}
