import type { ReactNode } from 'react'
import { Shape } from '#client/ui/shape.tsx'

/** The page before its first answer: the shape of what is coming, or (children) why it does not come. */
export function Waiting({ children }: { children?: ReactNode }) {
  const still = children !== undefined
  return (
    <main className="desk waiting">
      <div className="left">{!still && <Shape rows={[100, 40, 90, 90, 90, 90, 90]} />}</div>
      <div className="stage">
        {still ? <div className="empty">{children}</div> : <Shape rows={[46, 60, 30]} />}
      </div>
      <div className="time" />
      <div className="right">{!still && <Shape rows={[50, 100, 100, 100, 100, 100, 100, 100]} />}</div>
    </main>
  )
}
