declare module 'jstat' {
  export const jStat: {
    gamma: { inv: (p: number, shape: number, scale: number) => number }
    studentt: { inv: (p: number, degrees: number) => number }
  }
}
