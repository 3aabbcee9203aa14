import { beforeEach, expect, test, vi } from 'vitest'
import { askAfter, askFirst } from '#client/api/turns.ts'

/** The browser's next frame, drawn when the test says so. */
let frames: (() => void)[] = []
const draw = () => frames.splice(0).forEach((frame) => frame())
beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
})
const breath = () => new Promise((resolve) => setTimeout(resolve, 5))

test('a side question waits for the picture’s answer and for its frame', async () => {
  const asked: string[] = []
  let answer: (text: string) => void = () => undefined
  const side = askAfter(async () => asked.push('side'), new AbortController().signal)
  const picture = askFirst(() => new Promise<string>((resolve) => (answer = resolve)))
  await breath()
  expect(asked).toEqual([])
  answer('cells')
  expect(await picture).toBe('cells')
  await breath()
  expect(asked).toEqual([])
  draw()
  await side
  expect(asked).toEqual(['side'])
})

test('a picture that has no answer holds nobody up', async () => {
  const picture = askFirst(() => Promise.reject(new Error('no server')))
  await expect(picture).rejects.toThrow('no server')
  expect(await askAfter(async () => 'asked', new AbortController().signal)).toBe('asked')
})

test('a side question that was called off meanwhile is not asked', async () => {
  const off = new AbortController()
  const question = vi.fn(async () => 'asked')
  const side = askAfter(question, off.signal)
  off.abort(new Error('called off'))
  await expect(side).rejects.toThrow('called off')
  expect(question).not.toHaveBeenCalled()
})
