import { MonitorUp } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { Failure } from '#client/explore/failure.tsx'
import type { ThemeName } from '#client/state/look.ts'
import { useMay } from './me.ts'
import { Shape } from '#client/ui/shape.tsx'
import { AccessPage } from './access-page.tsx'
import { AddDisplay } from './add-display.tsx'
import { DisplayRows } from './display-rows.tsx'
import { SaidLine } from './said-line.tsx'
import type { Said } from './said.ts'
import { useDisplays } from './use-access.ts'
import { useAccessWords } from './words.ts'

/** The screens on walls: which are paired, which are there now; one more, one less. */
export function DisplaysPage({ theme }: { theme: ThemeName }) {
  const { t } = useAccessWords()
  const displays = useDisplays()
  const mayAdd = useMay('POST /api/displays')
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState<Said | null>(null)
  const all = displays.data?.displays
  const done = (text: string) => {
    setAdding(false)
    setSaid({ good: true, text })
  }
  const add = (
    <Button className="button button-primary" onPress={() => setAdding(true)}>
      <MonitorUp size={16} strokeWidth={1.5} aria-hidden="true" />
      {t('displays.add')}
    </Button>
  )
  return (
    <AccessPage
      theme={theme}
      page="displays"
      title={t('displays.title')}
      intro={t('displays.intro')}
      action={mayAdd && !adding && all !== undefined && all.length > 0 && add}
    >
      {adding && (
        <AddDisplay onDone={(name) => done(t('displays.added', { name }))} onLeave={() => setAdding(false)} />
      )}
      <SaidLine said={said} />
      {all === undefined ? (
        displays.error === null ? (
          <Shape rows={[90, 90]} />
        ) : (
          <Failure error={displays.error} retry={() => void displays.refetch()} />
        )
      ) : all.length > 0 ? (
        <DisplayRows displays={all} onDone={done} />
      ) : (
        !adding && (
          <div className="data-card access-empty">
            <p className="notice-title">{t('displays.none')}</p>
            <p>{t('displays.noneIs', { address: `${window.location.origin}/wall` })}</p>
            {mayAdd && add}
          </div>
        )
      )}
    </AccessPage>
  )
}
