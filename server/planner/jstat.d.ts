declare module 'jstat' {
  const jstat: {
    gamma: { inv: (p: number, shape: number, scale: number) => number }
    studentt: { inv: (p: number, degrees: number) => number }
  }
  export default jstat
}
