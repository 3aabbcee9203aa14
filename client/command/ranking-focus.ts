/** Moves the focus to the next (or previous) cell of the ranking; into it at the selected one, else at the first. */
export function moveInRanking(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('#ranking .rank-row')].filter(
    (row) => row.offsetParent !== null,
  )
  const at = rows.findIndex((row) => row === document.activeElement)
  const selected = rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
  const next = at === -1 ? Math.max(0, selected) : Math.min(rows.length - 1, Math.max(0, at + by))
  rows[next]?.focus()
}

/** Selects the cell that has the focus. */
export function openInRanking(): void {
  const row = document.activeElement
  if (row instanceof HTMLElement && row.matches('.rank-row')) row.click()
}
