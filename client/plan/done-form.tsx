import { useState, type FormEvent } from 'react'
import { Button } from 'react-aria-components'
import { Entry } from '#client/access/entry.tsx'
import { Segmented } from '#client/ui/segmented.tsx'
import type { Outcome } from '#data/contract/plan.ts'
import { DoingFailed, useDoing } from './freeze.tsx'
import { usePlanWords } from './words.ts'

const outcomes = ['pass', 'conditional', 'fail'] as const
const severities = ['1', '2', '3', '4'] as const
interface Found {
  key: number
  severity: (typeof severities)[number]
  category: string
}

/** What a visit found. */
export function DoneForm({
  onSave,
  onLeave,
}: {
  onSave: (outcome: Outcome) => Promise<void>
  onLeave: () => void
}) {
  const { t } = usePlanWords()
  const [minutes, setMinutes] = useState('')
  const [people, setPeople] = useState('')
  const [result, setResult] = useState<(typeof outcomes)[number]>('pass')
  const [found, setFound] = useState<readonly Found[]>([])
  const { run, busy, failure } = useDoing()
  const number = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null)
  const change = (key: number, patch: Partial<Found>) =>
    setFound(found.map((one) => (one.key === key ? { ...one, ...patch } : one)))
  const save = (event: FormEvent) => {
    event.preventDefault()
    const issues = found.map(({ severity, category }) => ({
      severity: Number(severity),
      category: category.trim() === '' ? null : category.trim(),
    }))
    void run(() => onSave({ is: 'done', minutes: number(minutes), people: number(people), result, issues }))
  }
  return (
    <form className="slip-form" onSubmit={save}>
      <div className="slip-pair">
        <Entry
          label={t('slip.minutes')}
          inputMode="numeric"
          autoComplete="off"
          value={minutes}
          onChange={setMinutes}
        />
        <Entry
          label={t('slip.people')}
          inputMode="numeric"
          autoComplete="off"
          value={people}
          onChange={setPeople}
        />
      </div>
      <Segmented
        label={t('slip.result')}
        value={result}
        options={outcomes.map((value) => ({ value, text: t(`slip.${value}`) }))}
        onChange={setResult}
      />
      {found.map(({ key, severity, category }) => (
        <fieldset key={key} className="slip-issue">
          <legend>{t('slip.issues')}</legend>
          <Segmented
            label={t('slip.issues')}
            value={severity}
            options={severities.map((value) => ({ value, text: t('slip.severity', { n: value }) }))}
            onChange={(value) => change(key, { severity: value })}
          />
          <Entry
            label={t('slip.category')}
            maxLength={80}
            autoComplete="off"
            value={category}
            onChange={(value) => change(key, { category: value })}
          />
          <Button className="link" onPress={() => setFound(found.filter((one) => one.key !== key))}>
            {t('slip.removeIssue')}
          </Button>
        </fieldset>
      ))}
      <Button
        className="link"
        onPress={() =>
          setFound([...found, { key: (found.at(-1)?.key ?? 0) + 1, severity: '2', category: '' }])
        }
      >
        {t('slip.addIssue')}
      </Button>
      <DoingFailed text={failure} />
      <div className="slip-acts">
        <Button type="submit" className="button button-primary" isDisabled={busy}>
          {t('slip.save')}
        </Button>
        <Button className="link" onPress={onLeave}>
          {t('slip.cancel')}
        </Button>
      </div>
    </form>
  )
}
