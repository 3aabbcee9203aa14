/** A community: real name and code, a centre placed by us (±1.5 km) and as many cells as suit the demo. */
export interface CommunityPlan {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly centre: readonly [number, number]
  readonly cells: number
}

export interface Place {
  readonly name: string
  readonly nameEn: string
  readonly at: readonly [number, number]
}

export const district = { code: '440402100', name: '唐家湾镇', nameEn: 'Tangjiawan' } as const

/** All 18 communities of the town; there is no 017. */
export const communities: readonly CommunityPlan[] = [
  { code: '001', name: '下栅', nameEn: 'Xiazha', centre: [113.52, 22.421], cells: 16 },
  { code: '002', name: '金峰', nameEn: 'Jinfeng', centre: [113.539, 22.393], cells: 14 },
  { code: '003', name: '官塘', nameEn: 'Guantang', centre: [113.52, 22.396], cells: 13 },
  { code: '004', name: '东岸', nameEn: 'Dong’an', centre: [113.551, 22.383], cells: 13 },
  { code: '005', name: '北沙', nameEn: 'Beisha', centre: [113.547, 22.405], cells: 13 },
  { code: '006', name: '永丰', nameEn: 'Yongfeng', centre: [113.51, 22.408], cells: 12 },
  { code: '007', name: '那洲', nameEn: 'Nazhou', centre: [113.5, 22.386], cells: 14 },
  { code: '008', name: '会同', nameEn: 'Huitong', centre: [113.515, 22.368], cells: 14 },
  { code: '009', name: '宁堂', nameEn: 'Ningtang', centre: [113.528, 22.352], cells: 12 },
  { code: '010', name: '上栅', nameEn: 'Shangzha', centre: [113.535, 22.412], cells: 14 },
  { code: '011', name: '唐家', nameEn: 'Tangjia', centre: [113.585, 22.358], cells: 20 },
  { code: '012', name: '银星', nameEn: 'Yinxing', centre: [113.597, 22.372], cells: 14 },
  { code: '013', name: '唐乐', nameEn: 'Tangle', centre: [113.577, 22.366], cells: 16 },
  { code: '014', name: '鸡山', nameEn: 'Jishan', centre: [113.583, 22.333], cells: 13 },
  { code: '015', name: '后环', nameEn: 'Houhuan', centre: [113.606, 22.357], cells: 14 },
  { code: '016', name: '淇澳', nameEn: 'Qi’ao', centre: [113.637, 22.414], cells: 12 },
  { code: '018', name: '前环', nameEn: 'Qianhuan', centre: [113.59, 22.318], cells: 13 },
  { code: '019', name: '星湾', nameEn: 'Xingwan', centre: [113.56, 22.372], cells: 11 },
]

export const checkpoints: readonly Place[] = [
  { name: '唐家湾站', nameEn: 'Tangjiawan Station', at: [113.5435, 22.364] },
  { name: '珠海北站', nameEn: 'Zhuhai North Station', at: [113.541, 22.408] },
  { name: '下栅检查站', nameEn: 'Xiazha checkpoint', at: [113.52, 22.428] },
  { name: '京珠高速路口', nameEn: 'Jingzhu expressway exit', at: [113.524, 22.424] },
  { name: '那洲检查站', nameEn: 'Nazhou checkpoint', at: [113.497, 22.392] },
]

export const landmarks: readonly Place[] = [
  { name: '中山大学珠海校区', nameEn: 'Sun Yat-sen University, Zhuhai campus', at: [113.583, 22.349] },
]

/** Hills make large cells: nobody's seed falls within the radius (metres) but the hill's own. */
export const hills: readonly { readonly at: readonly [number, number]; readonly radius: number }[] = [
  { at: [113.5475, 22.3385], radius: 1250 },
  { at: [113.5665, 22.3375], radius: 1000 },
  { at: [113.5265, 22.342], radius: 850 },
  { at: [113.6275, 22.4155], radius: 1100 },
  { at: [113.6455, 22.4285], radius: 900 },
  { at: [113.4885, 22.4], radius: 900 },
  { at: [113.499, 22.4315], radius: 900 },
  { at: [113.574, 22.314], radius: 750 },
  { at: [113.493, 22.359], radius: 750 },
]

/** Drawn by hand; at sea it only needs to be far enough out, the coast does the rest. */
export const outline: readonly (readonly [number, number])[] = [
  [113.4795, 22.4235],
  [113.4835, 22.4315],
  [113.4905, 22.4365],
  [113.5, 22.438],
  [113.508, 22.4425],
  [113.5175, 22.4405],
  [113.5265, 22.442],
  [113.5355, 22.4395],
  [113.544, 22.4405],
  [113.5525, 22.4365],
  [113.562, 22.4345],
  [113.5695, 22.4365],
  [113.59, 22.4375],
  [113.6, 22.47],
  [113.69, 22.47],
  [113.69, 22.29],
  [113.61, 22.29],
  [113.579, 22.3025],
  [113.572, 22.3035],
  [113.5665, 22.3085],
  [113.56, 22.3105],
  [113.5565, 22.316],
  [113.549, 22.321],
  [113.5435, 22.328],
  [113.5345, 22.3295],
  [113.5265, 22.3345],
  [113.5165, 22.3345],
  [113.5075, 22.3395],
  [113.498, 22.343],
  [113.4945, 22.351],
  [113.487, 22.3575],
  [113.4855, 22.367],
  [113.4795, 22.3755],
  [113.4805, 22.386],
  [113.476, 22.3955],
  [113.479, 22.4055],
  [113.4755, 22.4145],
]
