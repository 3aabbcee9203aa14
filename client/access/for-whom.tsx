import { lazy, Suspense, type ReactNode } from 'react'
import type { ThemeName } from '#client/state/look.ts'
import { useMay } from './me.ts'

const NotYours = lazy(() => import('./not-yours.tsx').then((page) => ({ default: page.NotYours })))

interface Props {
  /** The route without which the page has nothing to show. */
  route: string
  theme: ThemeName
  children: ReactNode
}

/** A page for those who may see it; whoever may not is told so. */
export function ForWhom({ route, theme, children }: Props) {
  if (useMay(route)) return children
  return (
    <Suspense>
      <NotYours theme={theme} />
    </Suspense>
  )
}
