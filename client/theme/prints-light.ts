import { useEffect } from 'react'
import type { ThemeName } from '#client/state/look.ts'

/** While the browser prints, every page is light: pale letters on white paper cannot be read. */
export function usePrintsLight(theme: ThemeName): void {
  useEffect(() => {
    const show = (shown: ThemeName) => () => {
      document.documentElement.dataset['theme'] = shown
    }
    const [light, back] = [show('light'), show(theme)]
    window.addEventListener('beforeprint', light)
    window.addEventListener('afterprint', back)
    return () => {
      window.removeEventListener('beforeprint', light)
      window.removeEventListener('afterprint', back)
    }
  }, [theme])
}
