/** How a stream's entries become lines of its chain, and back. */
export interface Codec<Told, Entry> {
  /** The kind, and the body as JSON. Throws OperationRefused. */
  encode(told: Told): { kind: string; body: string }
  /** What a judged line says. Throws a plain Error where it is no entry this version knows. */
  decode(line: Buffer): Entry
}
