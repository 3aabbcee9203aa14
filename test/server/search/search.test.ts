import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Register } from '#server/search/register.ts'
import { area, idsOf, marked, shelved, site } from './shelved.ts'

/** Two communities of fourteen cells each, named as the demo's are, and a few sites. */
let register: Register
beforeAll(async () => {
  const cells = (community: string, name: string, nameEn: string) =>
    Array.from({ length: 14 }, (_, i) =>
      area('cell', `440402100${community}${String(i + 1).padStart(3, '0')}`, `${name}第 ${i + 1} 网格`, {
        code: `440402100${community}${String(i + 1).padStart(3, '0')}`,
        nameEn: `${nameEn} ${String(i + 1).padStart(2, '0')}`,
        parentId: `440402100${community}`,
      }),
    )
  register = await shelved(
    [
      area('community', '440402100015', '后环', { nameEn: 'Houhuan', code: '440402100015' }),
      area('community', '440402100013', '唐乐', { nameEn: 'Tangle', code: '440402100013' }),
      ...cells('015', '后环', 'Houhuan'),
      ...cells('013', '唐乐', 'Tangle'),
    ],
    [
      site('S1', '后环企业 11', {
        nameEn: 'Houhuan enterprise 11',
        code: '440402100015-011',
        cellId: '440402100015003',
        communityId: '440402100015',
        unitName: '后环社区',
        unitNameEn: 'Houhuan community',
      }),
      site('S2', '鑫源菜市场', {
        cellId: '440402100015003',
        communityId: '440402100015',
        unitName: '市监所',
      }),
      site('S3', '企业之家', { unitName: '招商局', lon: null, lat: null }),
      site('S4', null, { code: 'LV-07' }),
    ],
  )
})
const cell3 = '440402100015003'

describe('a cell is found by', () => {
  test.each([
    ['its name', '后环第 3 网格'],
    ['its name without spaces', '后环第3网格'],
    ['its name in full-width digits', '后环第３网格'],
    ['its name in Chinese numerals', '后环第三网格'],
    ['the short way to say it', '后环3'],
    ['its English name', 'Houhuan 03'],
    ['its English name without the zero, in any case', 'HOUHUAN 3'],
    ['full pinyin and a number', 'houhuan 3'],
    ['full pinyin with tone marks', 'hòuhuán 3'],
    ['full pinyin with tone marks written apart', 'ho\u0300uhua\u0301n 3'],
    ['all its pinyin', 'houhuandi3wangge'],
    ['its initials', 'hhd3wg'],
    ['its initials without the ordinal', 'hh3wg'],
    ['initials and a padded number', 'hh03'],
    ['its code', '440402100015003'],
    ['its code in groups', '440402 100015 003'],
  ])('%s: %s', async (_, typed) => {
    expect((await idsOf(register, typed))[0]).toBe(cell3)
  })

  test('the tail of its code', async () => {
    expect(await idsOf(register, '0015003')).toEqual([cell3])
  })

  test('readings and initials mixed, after everything that is meant as one', async () => {
    expect(await idsOf(register, 'houhuan3wg')).toEqual([cell3])
  })
})

describe('the order', () => {
  test('exact code, exact name, exact pinyin, whole beginning, beginning, word, part of a word, words apart, unit', async () => {
    const order = await shelved(
      [],
      [
        site('unit', '第九', { unitName: '港口' }),
        site('apart', '港北口'),
        site('inside', '香港口岸'),
        site('word', '北 港口岸'),
        site('beginning', '港口岸'),
        site('name', '港口'),
      ],
    )
    expect(await idsOf(order, '港口')).toEqual(['name', 'beginning', 'word', 'inside', 'unit'])
    expect(await idsOf(order, '港 口')).toEqual(['name', 'beginning', 'word', 'inside', 'apart', 'unit'])
    const latin = await shelved(
      [],
      [
        site('inside', 'Seaport'),
        site('cut-word', 'New porto'),
        site('word', 'New port'),
        site('beginning', 'Porto'),
        site('whole', 'Port 9'),
        site('name', 'Port'),
        site('code', 'Zzz', { code: 'PORT' }),
      ],
    )
    expect(await idsOf(latin, 'port')).toEqual([
      'code',
      'name',
      'whole',
      'beginning',
      'word',
      'cut-word',
      'inside',
    ])
  })

  test('a name in Latin letters before one that only sounds like it', async () => {
    const gang = await shelved([], [site('longer', '港口'), site('sound', '港'), site('name', 'Gang')])
    expect(await idsOf(gang, 'gang')).toEqual(['name', 'sound', 'longer'])
  })

  test('a number that is finished comes before a longer one', async () => {
    expect((await idsOf(register, '后环1')).slice(0, 3)).toEqual([
      '440402100015001',
      '440402100015010',
      '440402100015011',
    ])
  })

  test('of equals, communities before cells before sites, each in the order of the register', async () => {
    const ids = await idsOf(register, 'houhuan', 3)
    expect(ids).toEqual(['440402100015', '440402100015001', '440402100015002', '440402100015003', 'S1'])
    expect(await idsOf(register, 'houhuan', 3)).toEqual(ids)
  })

  test('a limit counts for each level', async () => {
    expect(await idsOf(register, 'hh', 1)).toEqual(['440402100015', '440402100015001', 'S1'])
  })
})

describe('a site is found by', () => {
  test('its name, its sound, its code, and its id where it has none', async () => {
    expect(await idsOf(register, '鑫源')).toEqual(['S2'])
    expect(await idsOf(register, 'xinyuancaishichang')).toEqual(['S2'])
    expect(await idsOf(register, 'xycsc')).toEqual(['S2'])
    expect(await idsOf(register, '440402100015-011')).toEqual(['S1', '440402100015011'])
    expect(await idsOf(register, '440402100015011')).toEqual(['440402100015011', 'S1'])
    expect(await idsOf(register, 'lv07')).toEqual(['S4'])
    expect(await idsOf(register, 's2')).toEqual(['S2'])
  })

  test('its unit, after those that are called so themselves', async () => {
    expect(await idsOf(register, '招商局')).toEqual(['S3'])
    expect(await idsOf(register, 'zsj')).toEqual(['S3'])
    const both = await shelved([], [site('of', '门店', { unitName: '招商局' }), site('is', '招商局大楼')])
    expect(await idsOf(both, '招商局')).toEqual(['is', 'of'])
  })

  test('words of its own and of the areas around it, in any order', async () => {
    expect(await idsOf(register, '后环 菜市场')).toEqual(['S2'])
    expect(await idsOf(register, '市场 后环')).toEqual(['S2'])
    expect(await idsOf(register, '后环shichang')).toEqual(['S2'])
    expect(await idsOf(register, '唐乐 菜市场')).toEqual([])
  })
})

describe('pinyin', () => {
  test('finds a polyphone by each of its readings, and several in one name', async () => {
    expect((await idsOf(register, 'tangle'))[0]).toBe('440402100013')
    expect((await idsOf(register, 'tangyue'))[0]).toBe('440402100013')
    const many = await shelved([], [site('a', '重庆长行乐会'), site('b', '大埔')])
    for (const typed of ['chongqingchanghanglehui', 'zhongqingzhangxingyuekuai', 'cqzhyk', 'daibu', 'dapu'])
      expect(await idsOf(many, typed), typed).toHaveLength(1)
  })

  test('takes ü as v, u and ü', async () => {
    const green = await shelved([], [site('g', '绿洲'), site('e', 'Lüzhou')])
    expect(await idsOf(green, 'lvzhou')).toEqual(['e', 'g'])
    expect(await idsOf(green, 'lüzhou')).toEqual(['e', 'g'])
    expect(await idsOf(green, 'luzhou')).toEqual(['g'])
  })

  test('divides what can be divided in two ways, and takes an unfinished syllable', async () => {
    const two = await shelved([], [site('a', '西安'), site('b', '县'), site('c', '先锋')])
    expect(await idsOf(two, 'xian')).toEqual(['a', 'b', 'c'])
    expect(await idsOf(two, 'xianf')).toEqual(['c'])
  })

  test('does not begin within a syllable', async () => {
    const only = await shelved([], [site('a', '环')])
    expect(await idsOf(only, 'uan')).toEqual([])
  })
})

describe('what was typed', () => {
  test('may be on its way: a zero is not yet a number', async () => {
    expect((await idsOf(register, 'houhuan 0'))[0]).toBe('440402100015')
  })

  test('means nothing without a letter or digit', async () => {
    expect(await idsOf(register, '·，。!')).toEqual([])
  })

  test('is marked where it was meant, Hanzi where their sound was typed', async () => {
    expect(await marked(register, '后环3')).toEqual(['name: 后环第 3'])
    expect(await marked(register, 'houh')).toEqual(['name: 后环', 'nameEn: Houh'])
    expect(await marked(register, '5003')).toEqual(['code: 5003'])
    expect(await marked(register, 'hh03')).toEqual(['name: 后环第 3'])
    expect(await marked(register, 'csc')).toEqual(['name: 菜市场'])
    expect(await marked(register, '招商')).toEqual(['unitName: 招商'])
    expect(await marked(register, '环 企')).toEqual(['name: 环企'])
    expect(await marked(register, '企 后环')).toEqual(['name: 后环企', 'unitName: 后环'])
  })
})

const hanzi = '后环唐乐会长行重庆大埔石岐绿洲女曾厦银家三十二第号'.match(/./gu) ?? []
const piece = fc.oneof(
  fc.constantFrom(...hanzi),
  fc.constantFrom('A', 'b', 'É', 'ü', '0', '3', '07', '12', ' ', '-', '（', '）', '’', 'ﬁ', '１'),
)
const name = fc
  .array(piece, { minLength: 1, maxLength: 12 })
  .map((pieces) => pieces.join(''))
  .filter((text) => /[\p{L}\p{N}]/u.test(text))

test('any name is found by its own text, its code, its pinyin and its initials', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), async (names) => {
      const all = await shelved(
        [],
        names.map((text, i) => site(`S${i}`, text, { code: `C-${i}-07` })),
      )
      for (const [i, text] of names.entries()) {
        expect(await idsOf(all, text), text).toContain(`S${i}`)
        expect((await idsOf(all, `C-${i}-07`))[0]).toBe(`S${i}`)
        const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true })
        expect(await idsOf(all, syllables.join('')), `pinyin of ${text}`).toContain(`S${i}`)
        const letters = syllables.map((syllable) => (/^[a-z]+$/.test(syllable) ? syllable[0] : syllable))
        expect(await idsOf(all, letters.join('')), `initials of ${text}`).toContain(`S${i}`)
      }
    }),
    { numRuns: 150 },
  )
})

test('nothing that can be typed breaks it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (typed) => {
      for (const { length } of await Promise.all([idsOf(register, typed), marked(register, typed)]))
        expect(length).toBeLessThanOrEqual(30)
    }),
    { numRuns: 300 },
  )
})
