import { useEffect } from 'react'
import { flushSync } from 'react-dom'
import { endPrint, printUnasked, startPrint } from '#client/state/printing.ts'

/** Makes the browser's shortcut do what the print button does, and its menu find pages rather than a screen. */
export function usePrintKeys(shown: boolean): void {
  useEffect(() => {
    if (!shown) return
    endPrint()
    const press = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, shiftKey, key } = event
      if (ctrlKey === metaKey || altKey || shiftKey || key.toLowerCase() !== 'p') return
      event.preventDefault()
      startPrint()
    }
    const before = () => flushSync(printUnasked)
    window.addEventListener('keydown', press)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', endPrint)
    return () => {
      window.removeEventListener('keydown', press)
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', endPrint)
    }
  }, [shown])
}
