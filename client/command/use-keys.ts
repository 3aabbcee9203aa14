import { useEffect, useEffectEvent } from 'react'
import { useSingleKeys } from '#client/state/single-keys.ts'
import type { Here } from './command.ts'
import { commandOf, type Place } from './press.ts'

/** Lets the keyboard run the commands of the page. */
export function useKeys(here: Here): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const { key, ctrlKey: ctrl, metaKey: meta, altKey, repeat } = event
    // AltGr writes [ and ] on many keyboards.
    const written = event.getModifierState('AltGraph')
    const command = commandOf(
      { key, ctrl: ctrl && !written, meta, alt: altKey && !written, repeat },
      placeOf(event.target),
    )
    if (command === null || command.can?.(here) === false) return
    event.preventDefault()
    command.run(here)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

const fields = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]'
const typedLists = '[role="listbox"], [role="grid"], [role="menu"], [aria-haspopup="listbox"]'
const buttons = 'button, a[href], summary, [role="button"], [role="slider"], [role="radio"], [role="switch"]'
const covers = '[role="dialog"], [role="alertdialog"], [role="menu"]'

function placeOf(target: EventTarget | null): Place {
  const element = target instanceof Element ? target : document.body
  return {
    field: element.closest(fields) !== null,
    list: element.closest(typedLists) !== null,
    covered: document.querySelector(covers) !== null,
    button: element.closest(buttons) !== null,
    ranking: element.closest('#ranking') !== null,
    map: element.closest('.map-canvas') !== null,
    singleKeys: useSingleKeys.getState().on,
  }
}
