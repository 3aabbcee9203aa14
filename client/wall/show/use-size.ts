import { useEffect, useState } from 'react'

const sizeNow = () => ({ width: innerWidth, height: innerHeight, pixelRatio: devicePixelRatio })

/** The window in CSS px, and how many device pixels one is. */
export function useSize(): { width: number; height: number; pixelRatio: number } {
  const [size, setSize] = useState(sizeNow)
  useEffect(() => {
    const follow = () => setSize(sizeNow())
    addEventListener('resize', follow)
    return () => removeEventListener('resize', follow)
  }, [])
  return size
}
