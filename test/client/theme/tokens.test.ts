import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bands } from '#data/contract/bands.ts'
import { densityRamp, mapColours, recencyRamp, teamColours, type Theme } from '#client/theme/ramps.ts'
import { contrast } from '#test/support/colour.ts'

const css = readFileSync(new URL('../../../client/theme/tokens.css', import.meta.url), 'utf8')

function tokensOf(theme: Theme): Map<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

describe.each<Theme>(['dark', 'light'])('tokens, %s', (theme) => {
  const tokens = tokensOf(theme)
  const token = (name: string) => tokens.get(name) ?? `no token ${name}`
  const grounds = ['bg', 's1', 's2'].map(token)
  const worst = (name: string) => Math.min(...grounds.map((ground) => contrast(token(name), ground)))

  test.each([
    ['t1', 15],
    ['t2', 7],
    ['t3', 4.5],
    ['accent', 4.5],
    ['danger', 4.5],
    ['success', 4.5],
    ['focus', 3],
  ] as const)('%s has a contrast of at least %d on every ground', (name, floor) => {
    expect(worst(name)).toBeGreaterThanOrEqual(floor)
  })

  test('text on the accent has a contrast of at least 4.5', () => {
    expect(contrast(token('on-accent'), token('accent'))).toBeGreaterThanOrEqual(4.5)
  })

  test('the document and the map use the same colours', () => {
    const colours = mapColours[theme]
    expect(token('sea')).toBe(colours.sea)
    expect(token('land')).toBe(colours.land)
    expect(token('cell-line')).toBe(colours.cellLine)
    expect(token('community-line')).toBe(colours.communityLine)
    expect(token('district-line')).toBe(colours.districtLine)
    expect(token('label')).toBe(colours.label)
    expect(token('halo')).toBe(colours.halo)
    expect([token('t1'), token('t2'), token('t3')]).toEqual([
      colours.text,
      colours.textQuiet,
      colours.textFaint,
    ])
    expect(token('no-data-line')).toBe(colours.noDataLine)
    expect(token('never-ground')).toBe(colours.neverGround)
    bands.forEach((band, i) => {
      expect(token(band)).toBe(recencyRamp[theme][i]?.fill)
      expect(token(`on-${band}`)).toBe(recencyRamp[theme][i]?.ink)
    })
    teamColours[theme].forEach(({ fill, ink }, i) => {
      expect(token(`team-${i + 1}`)).toBe(fill)
      expect(token(`on-team-${i + 1}`)).toBe(ink)
    })
    densityRamp[theme].forEach(({ fill }, i) => expect(token(`density-${i + 1}`)).toBe(fill))
  })
})

test('both themes name the same tokens, but for those that both share', () => {
  const shared = ['share-risk', 'share-debt', 'share-chance']
  const names = (theme: Theme) =>
    [...tokensOf(theme).keys()].filter((name) => !shared.includes(name)).toSorted()
  expect(names('light')).toEqual(names('dark'))
})
