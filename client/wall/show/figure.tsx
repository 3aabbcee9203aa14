import type { ReactNode } from 'react'

/** The one number that the eye meets first, with what it counts. */
export function Hero({
  value,
  over,
  label,
  children,
}: {
  value: string
  /** Of how many. */
  over?: string | undefined
  label: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="hero">
      <p className="hero-line">
        <span className="hero-number">{value}</span>
        {over !== undefined && <span className="hero-over">/ {over}</span>}
      </p>
      <h1 className="hero-label">{label}</h1>
      {children !== undefined && <p className="hero-sub">{children}</p>}
    </div>
  )
}

/** Numbers below it, two in a row. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="stats">{children}</dl>
}

export function Figure({ value, unit, label }: { value: string; unit?: string | undefined; label: string }) {
  return (
    <div className="stat">
      <dd>
        {value}
        {unit !== undefined && <span className="stat-unit">{unit}</span>}
      </dd>
      <dt>{label}</dt>
    </div>
  )
}
