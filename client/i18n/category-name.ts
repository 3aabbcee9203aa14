import type { Translate } from './use-words.ts'

const known = [
  'registration',
  'temperature-check',
  'disinfection',
  'protective-gear',
  'supplies',
  'price',
  'fire-safety',
  'site-safety',
  'reporting',
] as const

/** What an issue is about: categories that districts share are translated, any other is called what its data call it. */
export function categoryName(category: string | null, t: Translate): string {
  if (category === null) return t('issues.noCategory')
  const id = known.find((one) => one === category)
  return id === undefined ? category : t(`issues.category.${id}`)
}
