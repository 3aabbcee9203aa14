import type { Kind } from '#data/contract/tables.ts'

export interface KindPlan {
  readonly kind: Kind
  readonly count: number
  readonly name: string
  readonly nameEn: string
  /** Usual crowd weight; each site's own is 0.7 to 1.3 times that. */
  readonly crowd: number
  readonly sector: string
  /** Answers for such sites: the sector's department, else the community's office. */
  readonly answers: 'department' | 'office'
  /** How much is found at such a site against the average. */
  readonly trouble: number
  /** Days between visits, as the settings have them; the season plans by it. */
  readonly intervalDays: number
  /** Communities with many of them. */
  readonly homes: readonly string[]
}

/** 1,500 sites. */
export const kindPlans: readonly KindPlan[] = [
  {
    kind: 'checkpoint',
    count: 25,
    name: '卡口',
    nameEn: 'checkpoint',
    crowd: 4.5,
    sector: 'road',
    answers: 'department',
    trouble: 0.7,
    intervalDays: 7,
    homes: ['001', '007', '011', '013', '019', '012'],
  },
  {
    kind: 'worksite',
    count: 204,
    name: '工地',
    nameEn: 'worksite',
    crowd: 1.8,
    sector: 'building',
    answers: 'department',
    trouble: 1.6,
    intervalDays: 14,
    homes: ['002', '004', '005', '019', '018', '003'],
  },
  {
    kind: 'market',
    count: 141,
    name: '市场',
    nameEn: 'market',
    crowd: 4,
    sector: 'market',
    answers: 'department',
    trouble: 1.4,
    intervalDays: 14,
    homes: ['011', '013', '002', '001', '015'],
  },
  {
    kind: 'enterprise',
    count: 366,
    name: '企业',
    nameEn: 'enterprise',
    crowd: 2.2,
    sector: 'emergency',
    answers: 'office',
    trouble: 1,
    intervalDays: 30,
    homes: ['002', '003', '007', '008', '004', '005', '010'],
  },
  {
    kind: 'compound',
    count: 290,
    name: '小区',
    nameEn: 'compound',
    crowd: 3,
    sector: 'building',
    answers: 'office',
    trouble: 0.9,
    intervalDays: 30,
    homes: ['011', '012', '013', '015', '018', '019', '014'],
  },
  {
    kind: 'park',
    count: 84,
    name: '公园',
    nameEn: 'park',
    crowd: 1.4,
    sector: 'building',
    answers: 'office',
    trouble: 0.5,
    intervalDays: 30,
    homes: ['011', '012', '018', '016', '014'],
  },
  {
    kind: 'school',
    count: 105,
    name: '学校',
    nameEn: 'school',
    crowd: 3.2,
    sector: 'school',
    answers: 'department',
    trouble: 0.6,
    intervalDays: 30,
    homes: ['011', '012', '013', '002', '010'],
  },
  {
    kind: 'medical',
    count: 95,
    name: '医疗点',
    nameEn: 'clinic',
    crowd: 3,
    sector: 'health',
    answers: 'department',
    trouble: 0.7,
    intervalDays: 21,
    homes: ['011', '001', '013', '015', '003'],
  },
  {
    kind: 'department',
    count: 60,
    name: '机关',
    nameEn: 'office',
    crowd: 1.2,
    sector: 'emergency',
    answers: 'office',
    trouble: 0.5,
    intervalDays: 30,
    homes: ['011', '012', '013'],
  },
  {
    kind: 'village',
    count: 130,
    name: '自然村',
    nameEn: 'village',
    crowd: 1.6,
    sector: 'health',
    answers: 'office',
    trouble: 1.1,
    intervalDays: 30,
    homes: ['001', '006', '007', '008', '009', '016', '010', '014'],
  },
]

export const sectors: readonly { id: string; name: string; nameEn: string }[] = [
  { id: 'building', name: '住建条线', nameEn: 'Building department' },
  { id: 'market', name: '市监条线', nameEn: 'Market department' },
  { id: 'health', name: '卫健条线', nameEn: 'Health department' },
  { id: 'school', name: '教育条线', nameEn: 'School department' },
  { id: 'road', name: '交通条线', nameEn: 'Road department' },
  { id: 'emergency', name: '应急条线', nameEn: 'Emergency department' },
]

/** What issues and tips are about, by what it is usually found at. */
export const categories = [
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
export type Category = (typeof categories)[number]

const usually = [4, 4, 4, 2, 2, 1, 2, 0, 2] as const
const special: Readonly<Partial<Record<Kind, readonly number[]>>> = {
  market: [3, 3, 4, 3, 2, 5, 2, 0, 1],
  worksite: [4, 3, 2, 3, 1, 0, 2, 6, 2],
  checkpoint: [5, 5, 2, 3, 2, 0, 0, 0, 3],
  medical: [3, 3, 4, 4, 4, 2, 1, 0, 2],
}

/** Weights of the categories, in their order, at a kind of site. */
export function categoryWeights(kind: Kind): readonly number[] {
  return special[kind] ?? usually
}
