declare module '*.geojson?raw' {
  const text: string
  // oxlint-disable-next-line import/no-default-export -- the shape Vite gives a file imported as text
  export default text
}
