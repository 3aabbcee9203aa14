import { useWords } from '#client/i18n/use-words.ts'

const steps = [1, 2, 3, 4] as const

/** How grave an issue is: so many of four rising bars, and in words for those who do not see them. */
export function SeverityMark({ severity }: { severity: number }) {
  const { t, format } = useWords()
  const label = t('issues.severity', { n: format.whole(severity) })
  return (
    <svg className="severity" width="14" height="12" viewBox="0 0 14 12" role="img" aria-label={label}>
      <title>{label}</title>
      {steps.map((step) => (
        <rect
          key={step}
          className={step <= severity ? 'severity-is' : 'severity-not'}
          x={(step - 1) * 3.75}
          y={12 - step * 3}
          width={2.75}
          height={step * 3}
          rx={0.5}
        />
      ))}
    </svg>
  )
}
