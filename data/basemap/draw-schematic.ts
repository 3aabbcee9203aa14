/**
 * Writes roads.geojson, hills.geojson and places.geojson anew: npx tsx data/basemap/draw-schematic.ts
 *
 * Everything here is drawn by hand to give the eye a hold (示意); nothing is surveyed. Names are real, courses
 * and shapes are not, hence `synthetic: true`.
 */
import { writeFileSync } from 'node:fs'
import { smoothed } from './coast.ts'

type Position = [number, number]

const roads: { name: string; nameEn: string; class: string; course: Position[] }[] = [
  {
    name: '京港澳高速 G4W',
    nameEn: 'Jing-Gang-Ao Expressway G4W',
    class: 'motorway',
    course: [
      [113.511, 22.62],
      [113.529, 22.56],
      [113.536, 22.51],
      [113.531, 22.468],
      [113.5275, 22.443],
      [113.522, 22.424],
      [113.5095, 22.403],
      [113.5015, 22.38],
      [113.4955, 22.352],
      [113.4875, 22.322],
      [113.475, 22.29],
      [113.4645, 22.255],
      [113.461, 22.2],
    ],
  },
  {
    name: '港湾大道',
    nameEn: 'Gangwan Avenue',
    class: 'trunk',
    course: [
      [113.553, 22.262],
      [113.562, 22.283],
      [113.5685, 22.303],
      [113.5785, 22.32],
      [113.583, 22.336],
      [113.5795, 22.351],
      [113.569, 22.3625],
      [113.5565, 22.373],
      [113.546, 22.3855],
      [113.538, 22.399],
      [113.5305, 22.416],
      [113.521, 22.434],
      [113.509, 22.456],
      [113.494, 22.481],
      [113.47, 22.507],
    ],
  },
  {
    name: '金凤路',
    nameEn: 'Jinfeng Road',
    class: 'trunk',
    course: [
      [113.553, 22.377],
      [113.5435, 22.3695],
      [113.5355, 22.357],
      [113.5325, 22.341],
      [113.5335, 22.326],
      [113.5285, 22.308],
      [113.5185, 22.286],
      [113.515, 22.262],
    ],
  },
  {
    name: '情侣北路',
    nameEn: 'Qinglü North Road',
    class: 'street',
    course: [
      [113.5705, 22.287],
      [113.5715, 22.297],
      [113.5775, 22.3075],
      [113.5875, 22.3175],
      [113.5965, 22.3185],
      [113.5955, 22.3275],
      [113.5885, 22.3365],
      [113.5875, 22.3465],
      [113.5935, 22.3515],
      [113.607, 22.3535],
      [113.616, 22.3565],
      [113.618, 22.3645],
      [113.614, 22.371],
      [113.6075, 22.3755],
      [113.5985, 22.3805],
      [113.585, 22.385],
      [113.5715, 22.3865],
      [113.562, 22.384],
      [113.5605, 22.394],
      [113.5595, 22.409],
      [113.5655, 22.419],
      [113.574, 22.429],
      [113.577, 22.441],
      [113.5755, 22.457],
    ],
  },
  {
    name: '淇澳大桥',
    nameEn: 'Qi’ao Bridge',
    class: 'bridge',
    course: [
      [113.5805, 22.3705],
      [113.5895, 22.378],
      [113.601, 22.3875],
      [113.6125, 22.3965],
      [113.622, 22.402],
      [113.6315, 22.4085],
      [113.638, 22.416],
    ],
  },
  {
    name: '广珠城际',
    nameEn: 'Guangzhou–Zhuhai Intercity Railway',
    class: 'rail',
    course: [
      [113.489, 22.62],
      [113.516, 22.56],
      [113.5365, 22.51],
      [113.5425, 22.462],
      [113.5415, 22.43],
      [113.541, 22.408],
      [113.5445, 22.386],
      [113.5435, 22.364],
      [113.5385, 22.344],
      [113.538, 22.324],
      [113.532, 22.3],
      [113.5345, 22.276],
      [113.5455, 22.247],
      [113.5465, 22.218],
    ],
  },
]

/** Centre, half axes in degrees of longitude and latitude, and a lean in degrees. */
const hills: { name: string | null; nameEn: string | null; at: Position; half: Position; lean: number }[] = [
  { name: '凤凰山', nameEn: 'Phoenix Hill', at: [113.533, 22.312], half: [0.027, 0.014], lean: -32 },
  { name: '五桂山', nameEn: 'Wugui Hills', at: [113.421, 22.402], half: [0.058, 0.033], lean: 24 },
  { name: '五桂山', nameEn: 'Wugui Hills', at: [113.463, 22.352], half: [0.016, 0.013], lean: 60 },
  { name: null, nameEn: null, at: [113.6275, 22.4155], half: [0.0095, 0.0085], lean: 10 },
  { name: '板障山', nameEn: 'Banzhang Hill', at: [113.5395, 22.256], half: [0.013, 0.0085], lean: 15 },
  { name: '将军山', nameEn: 'Jiangjun Hills', at: [113.477, 22.235], half: [0.021, 0.013], lean: 50 },
  { name: '黄杨山', nameEn: 'Huangyang Hill', at: [113.275, 22.245], half: [0.034, 0.026], lean: -20 },
]

const places: { name: string; nameEn: string; kind: string; rank: number; at: Position }[] = [
  { name: '伶仃洋', nameEn: 'Lingding Bay', kind: 'sea', rank: 1, at: [113.65, 22.352] },
  { name: '珠江口', nameEn: 'Pearl River Estuary', kind: 'sea', rank: 2, at: [113.735, 22.51] },
  { name: '南海', nameEn: 'South China Sea', kind: 'sea', rank: 3, at: [113.69, 22.075] },
  { name: '金星门', nameEn: 'Jinxing Channel', kind: 'sea', rank: 3, at: [113.588, 22.407] },
  { name: '香洲', nameEn: 'Xiangzhou', kind: 'town', rank: 2, at: [113.556, 22.273] },
  { name: '中山', nameEn: 'Zhongshan', kind: 'town', rank: 2, at: [113.385, 22.517] },
  { name: '南朗', nameEn: 'Nanlang', kind: 'town', rank: 3, at: [113.533, 22.494] },
  { name: '三乡', nameEn: 'Sanxiang', kind: 'town', rank: 3, at: [113.437, 22.352] },
  { name: '内伶仃岛', nameEn: 'Neilingding', kind: 'island', rank: 3, at: [113.803, 22.408] },
]

function write(name: string, features: { properties: object; geometry: object }[]): void {
  const lines = features.map(({ properties, geometry }) =>
    JSON.stringify({ type: 'Feature', properties: { ...properties, synthetic: true }, geometry }),
  )
  const text = `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`
  writeFileSync(new URL(name, import.meta.url), text)
  console.log(`${name}: ${lines.length} features, ${text.length} bytes`)
}

const rounded = (p: Position): Position => [Math.round(p[0] * 1e5) / 1e5, Math.round(p[1] * 1e5) / 1e5]

/** A rounded, uneven shape; `part` of its full size. */
function contour({ at, half, lean }: (typeof hills)[number], part: number, wobble: number): Position[] {
  const turn = (lean * Math.PI) / 180
  const corners = Array.from({ length: 16 }, (_, i): Position => {
    const angle = (i / 16) * 2 * Math.PI
    const uneven = 1 + 0.13 * Math.sin(3 * angle + wobble) + 0.1 * Math.sin(5 * angle + 2 * wobble) * part
    const x = Math.cos(angle) * half[0] * part * uneven
    const y = Math.sin(angle) * half[1] * part * uneven
    return [at[0] + x * Math.cos(turn) - y * Math.sin(turn), at[1] + x * Math.sin(turn) + y * Math.cos(turn)]
  })
  const ring = smoothed(corners, 2, () => false).map(rounded)
  const [first] = ring
  return first === undefined ? [] : [...ring, first]
}

write(
  'roads.geojson',
  roads.map(({ course, ...properties }) => ({
    properties: { kind: 'road', ...properties },
    geometry: {
      type: 'LineString',
      coordinates: smoothed(course, 3, (p) => p === course[0] || p === course.at(-1)).map(rounded),
    },
  })),
)
write(
  'hills.geojson',
  hills.flatMap((hill, i) =>
    [1, 0.62, 0.3].map((part, step) => ({
      properties: { kind: 'hill', name: hill.name, nameEn: hill.nameEn, step: step + 1 },
      geometry: { type: 'Polygon', coordinates: [contour(hill, part, i * 1.7)] },
    })),
  ),
)
write(
  'places.geojson',
  places.map(({ at, ...properties }) => ({ properties, geometry: { type: 'Point', coordinates: at } })),
)
