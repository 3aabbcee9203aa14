declare module 'polylabel' {
  /** The pole of inaccessibility of a polygon, with `distance` from its border. */
  export default function polylabel(
    polygon: readonly (readonly (readonly [number, number])[])[],
    precision?: number,
  ): number[] & { distance: number }
}
