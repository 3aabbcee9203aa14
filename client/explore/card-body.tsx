import { ChevronDown } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'

/** A card's content. Where more of it lies below than is seen, the lower edge fades and says so. */
export function CardBody({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const [more, setMore] = useState(false)
  useEffect(() => {
    if (end.current === null) return
    const observer = new IntersectionObserver(([seen]) => setMore(seen?.isIntersecting === false), {
      root: body.current,
      rootMargin: '0px 0px 16px',
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="card-scroll" data-more={more || undefined}>
      <div className="card-body" ref={body}>
        {children}
        <div ref={end} />
      </div>
      <span className="card-more" aria-hidden="true">
        <ChevronDown size={16} strokeWidth={1.5} />
      </span>
    </div>
  )
}
