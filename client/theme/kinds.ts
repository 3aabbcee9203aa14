import type { Kind } from '#data/contract/tables.ts'

/** One silhouette per kind of site in a 12-unit box (SVG path data, non-zero winding). */
export const kindPaths: Record<Kind, string> = {
  checkpoint: 'M6 0 11.2 5.2H0.8ZM0.8 6.8H11.2L6 12Z',
  worksite: 'M6 0.6 11.8 11.2H0.2Z',
  market: 'M0.2 1.6H11.8L8.8 10.8H3.2Z',
  enterprise: 'M0.6 0.8H6.2V4.8H11.4V11.2H0.6Z',
  compound: 'M6 0.4 11.6 5.2V11.4H7.5V7.6H4.5V11.4H0.4V5.2Z',
  park: 'M6 0.4a3 3 0 0 1 2.9 3.7 3 3 0 1 1-.9 5.9H7v1.8H5V10H4a3 3 0 1 1-.9-5.9A3 3 0 0 1 6 .4Z',
  school: 'M1 0.3H3V1L11.6 4.4 3 7.8V11.8H1Z',
  medical: 'M4 0.6H8V4H11.4V8H8V11.4H4V8H0.6V4H4Z',
  department:
    'M6 0.2 11.8 3.6V4.8H0.2V3.6ZM1.2 5.6H3.4V9.6H1.2ZM4.9 5.6H7.1V9.6H4.9ZM8.6 5.6H10.8V9.600H8.6ZM0.2 10.2H11.8V11.8H0.2Z',
  village: 'M0.3 9.8A5.7 6.8 0 0 1 11.7 9.8Z',
}

/** Side of the box the paths are drawn in. */
export const kindBox = 12
