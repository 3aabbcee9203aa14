import { kindBox, kindPaths } from '#client/theme/kinds.ts'
import type { Kind } from '#data/contract/tables.ts'

/** The silhouette of a kind of site; its name stands beside it. */
export function KindIcon({ kind, size = 12 }: { kind: Kind; size?: number }) {
  return (
    <svg
      className="kind-icon"
      width={size}
      height={size}
      viewBox={`0 0 ${kindBox} ${kindBox}`}
      aria-hidden="true"
    >
      <path d={kindPaths[kind]} />
    </svg>
  )
}
