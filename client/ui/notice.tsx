import type { ReactNode } from 'react'

interface Props {
  title: string
  children?: ReactNode
  /** One thing that can be done about it. */
  action?: ReactNode
  /** An error is read out at once, everything else when it is its turn. */
  urgent?: boolean
}

/** What stands where content cannot: a title, what is still true, one action. */
export function Notice({ title, children, action, urgent = false }: Props) {
  return (
    <div className="notice" role={urgent ? 'alert' : 'status'}>
      <p className="notice-title">{title}</p>
      {children !== undefined && <div className="notice-text">{children}</div>}
      {action !== undefined && <div className="notice-action">{action}</div>}
    </div>
  )
}
