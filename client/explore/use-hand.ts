import { useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { addMonths, dayNoOf, dayOfNo } from '#client/state/days.ts'
import { forget, move, nudge, rest, togglePlayback, useMoment } from '#client/state/moment.ts'
import type { Days } from '#client/state/playback.ts'
import type { Span } from '#client/state/timeline.ts'
import { dayAt } from './strip-layout.ts'

/** The strip under a pointer: it shows the day under it, and stays where it is let go. */
export function useHand(drawn: Days, slider: RefObject<HTMLInputElement | null>) {
  const moveTo = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    move(dayAt(drawn, (clientX - left) / width))
  }
  const isHeld = ({ currentTarget, pointerId }: PointerEvent<HTMLElement>) =>
    currentTarget.hasPointerCapture(pointerId)
  /** Whether it has the focus because it was pointed at, which needs no ring. */
  const [pointed, setPointed] = useState(false)
  return {
    pointed,
    onKeyDown: () => setPointed(false),
    onBlur: () => setPointed(false),
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || isButton(event.target)) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      slider.current?.focus({ preventScroll: true })
      setPointed(true)
      moveTo(event)
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (isHeld(event)) moveTo(event)
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (isHeld(event)) rest(true)
    },
    /** A touch that became the scrolling of the page. */
    onPointerCancel: forget,
  }
}

/** Arrows go a day, Page keys a week (of a year: a month), Home and End to what is drawn first and last; Space plays. */
export function useKeys(drawn: Days, chosen: number, span: Span) {
  const target = (key: string): number | null => {
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowDown':
        return chosen - 1
      case 'ArrowRight':
      case 'ArrowUp':
        return Math.max(chosen, Math.min(drawn.last, chosen + 1))
      case 'PageUp':
        return Math.max(chosen, Math.min(drawn.last, leap(chosen, span, 1)))
      case 'PageDown':
        return leap(chosen, span, -1)
      case 'Home':
        return drawn.first
      case 'End':
        return drawn.last
      default:
        return null
    }
  }
  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const dayNo = target(event.key)
      if (event.key !== ' ' && dayNo === null) return
      event.preventDefault()
      if (dayNo === null) togglePlayback()
      else nudge(dayNo)
    },
    onBlur() {
      if (useMoment.getState().motion === 'moved') rest(true)
    },
  }
}

/** A button on the strip is pressed, not dragged over. */
function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null
}

function leap(dayNo: number, span: Span, by: 1 | -1): number {
  return span === 'year' ? dayNoOf(addMonths(dayOfNo(dayNo), by)) : dayNo + 7 * by
}
