import type { Page } from 'playwright-core'

/**
 * What is wrong with the pages as they are laid out: text that leaves its page or its own box, letters under 7 pt,
 * legend entries that run into each other, controls, scroll bars, boxes with nothing in them.
 */
export function pageFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const name = (one: Element) => `${one.className || one.tagName}: ${(one.textContent ?? '').slice(0, 40)}`
    const shown = (one: Element) =>
      one.getClientRects().length > 0 && getComputedStyle(one).visibility !== 'hidden'
    const smallest = 7 * (96 / 72)
    for (const sheet of document.querySelectorAll('.paper-sheet')) {
      const edge = sheet.getBoundingClientRect()
      const all = [...sheet.querySelectorAll('*')].filter(shown)
      for (const one of all) {
        const own = [...one.childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim())
        const box = one.getBoundingClientRect()
        if (own && Number.parseFloat(getComputedStyle(one).fontSize) < smallest)
          faults.push(`small ${name(one)}`)
        if (one.matches('.hidden')) continue
        if (own && (box.right > edge.right + 1 || box.bottom > edge.bottom + 1 || box.left < edge.left - 1))
          faults.push(`outside ${name(one)}`)
        if (one.matches('th, td, h1, h2, p') && one.scrollWidth > one.clientWidth + 1)
          faults.push(`cut ${name(one)}`)
        if (one.matches('.icon-button, .segmented, .choice-button, .button, input, select'))
          faults.push(`control ${name(one)}`)
        if (one.matches('section, table, .card-part, .paper-fit') && one.textContent === '')
          faults.push(`empty ${name(one)}`)
        if (/scroll|auto/.test(getComputedStyle(one).overflow)) faults.push(`scrolls ${name(one)}`)
      }
      const parts = [...sheet.children].map((child) => child.getBoundingClientRect())
      for (const [i, part] of parts.entries()) {
        const next = parts[i + 1]
        if (next !== undefined && part.bottom > next.top + 1)
          faults.push(`overlap of parts ${i} and ${i + 1}`)
      }
      const entries = [...sheet.querySelectorAll('.paper-legend li')].filter(shown)
      for (const [i, entry] of entries.entries()) {
        const [box, next] = [entry.getBoundingClientRect(), entries[i + 1]?.getBoundingClientRect()]
        if (next !== undefined && next.top < box.bottom && next.left < box.right)
          faults.push(`run ${name(entry)}`)
      }
    }
    return faults
  })
}
