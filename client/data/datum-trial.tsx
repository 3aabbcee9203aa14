import { Button, Label, Radio, RadioGroup } from 'react-aria-components'
import { datums, type Draft } from '#data/contract/draft.ts'
import type { OutlinesAnswer, TrialAnswer } from '#data/contract/imports.ts'
import { Shape } from '#client/ui/shape.tsx'
import { read } from './bringing.ts'
import { PointsMap } from './points-map.tsx'
import { useOutlines, useTrial } from './use-imports.ts'
import { useDataWords } from './words.ts'

/** The one question no file answers: which datum its positions are in. Each answer is drawn over the cells. */
export function DatumTrial({ uploadId, draft }: { uploadId: string; draft: Draft }) {
  const { t } = useDataWords()
  const trial = useTrial(uploadId, draft, true)
  const outlines = useOutlines(true)
  const answer = trial.data
  const swapped = answer?.trials.find((one) => one.swapped)
  const choose = (text: string) =>
    read({ draft: { ...draft, datum: datums.find((one) => one === text) ?? null } })
  return (
    <section className="data-section" data-open={draft.datum === null || undefined}>
      <h2 id="datum">{t('datum')}</h2>
      <p className="data-hint">{answer?.hasCells === false ? t('datumNoCells') : t('datumIntro')}</p>
      {swapped !== undefined && answer !== undefined && (
        <p className="data-swapped" role="status">
          <span>{t('swapped', { n: swapped.outside, of: answer.positions })}</span>
          <Button className="link" onPress={() => read({ draft: exchanged(draft) })}>
            {t('swap')}
          </Button>
        </p>
      )}
      <RadioGroup className="data-datums" aria-labelledby="datum" value={draft.datum ?? ''} onChange={choose}>
        {(['WGS84', 'GCJ-02', 'BD-09'] as const).map((datum) => (
          <Radio key={datum} value={datum} className="data-datum">
            <Label className="data-datum-name">{t(`datumName.${datum}`)}</Label>
            {answer === undefined ? (
              <Shape rows={[100]} />
            ) : (
              <Trial answer={answer} datum={datum} outlines={outlines.data ?? null} />
            )}
          </Radio>
        ))}
        <Radio value="CGCS2000" className="data-datum data-datum-plain">
          <Label className="data-datum-name">{t('datumName.CGCS2000')}</Label>
        </Radio>
      </RadioGroup>
    </section>
  )
}

interface TrialProps {
  answer: TrialAnswer
  datum: 'WGS84' | 'GCJ-02' | 'BD-09'
  outlines: OutlinesAnswer | null
}

function Trial({ answer, datum, outlines }: TrialProps) {
  const { t, format } = useDataWords()
  const found = answer.trials.find((one) => one.datum === datum && !one.swapped)
  if (found === undefined) return null
  const best = Math.min(...answer.trials.map(({ outside }) => outside))
  const of = format.whole(answer.positions)
  const said = !answer.hasCells
    ? t('points', { of })
    : found.outside === 0
      ? t('outsideNone', { of })
      : t('outside', { of, n: format.whole(found.outside), count: found.outside })
  return (
    <>
      {outlines?.bounds && (
        <PointsMap
          label={t('mapLabel', { datum: t(`datumName.${datum}`) })}
          rings={outlines.rings}
          bounds={outlines.bounds}
          points={found.points}
        />
      )}
      <span className="data-datum-said" data-best={(answer.hasCells && found.outside === best) || undefined}>
        {said}
      </span>
    </>
  )
}

function exchanged(draft: Draft): Draft {
  const { lon, lat, ...others } = draft.fields
  return {
    ...draft,
    fields: {
      ...others,
      ...(lat === undefined ? {} : { lon: lat }),
      ...(lon === undefined ? {} : { lat: lon }),
    },
  }
}
