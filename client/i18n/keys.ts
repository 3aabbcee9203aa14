type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`
}[keyof T & string]
type Plain<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K

/** The names of a set of words, without what a plural adds; the library's own types give up on sets of this size. */
export type KeyOf<T> = Plain<Leaves<T>>
/** Says a word in the language now spoken. `count` chooses between singular and plural. */
export type Say<Key extends string> = (key: Key, values?: Readonly<Record<string, string | number>>) => string
