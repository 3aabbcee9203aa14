import { Download } from 'lucide-react'
import type { JobAnswer } from '#data/contract/imports.ts'
import { columnName, rejectName, useDataWords } from './words.ts'

type RejectsOf = NonNullable<JobAnswer['report']>['rejects']
/** Examples shown of one reason. */
const shown = 3

/** What was not taken, by reason, with examples; all of it as a file. */
export function Rejects({ jobId, rejects }: { jobId: string; rejects: RejectsOf }) {
  const { t, language, format } = useDataWords()
  return (
    <div className="data-rejects">
      <div className="data-rejects-head">
        <h3>{t('rejects')}</h3>
        <a className="link" href={`/api/imports/jobs/${jobId}/rejects.csv`} download>
          <Download size={14} strokeWidth={1.5} aria-hidden="true" />
          {t('download')}
        </a>
      </div>
      <ul>
        {rejects.byCode.map(({ code, count }) => (
          <li key={code}>
            <p className="data-reject">
              <span>{rejectName(code, t)}</span>
              <strong>{format.whole(count)}</strong>
            </p>
            {rejects.sample
              .filter((one) => one.code === code)
              .slice(0, shown)
              .map(({ line, field, value, reason }) => (
                <p key={`${line} ${field}`} className="quiet data-reject-one" title={reason}>
                  {t('line', { line: format.whole(line) })}
                  {field !== null && ` · ${columnName(field.replace(/^\w+\./, ''), t)}`}
                  {value !== null && (
                    <>
                      {' · '}
                      <code>{value}</code>
                    </>
                  )}
                  {language === 'en' && ` · ${reason}`}
                </p>
              ))}
          </li>
        ))}
      </ul>
      <p className="quiet">{t('rejectsNext')}</p>
    </div>
  )
}
