/** What was just done, or why not; and the way back where there is one. */
export interface Said {
  good: boolean
  text: string
  undo?: () => void
}
