import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import type { MapLook } from '../look.ts'
import { codeOfBand, paintCode, siteFills } from '../paint.ts'
import { kindImagePrefix, symbolBox } from '../symbols.ts'
import { colourByTone, hovered, selected, tone } from './feature-state.ts'

const site = { source: 'sites', 'source-layer': 'site' } as const

/** 1,500 symbols at district zoom are noise; nearer they show. */
export const sitesFrom = 13.5

/**
 * A symbol by kind in the colour of the site's own band, the quiet bands as an outline; sites the answer does not
 * name are not drawn. From afar only those in the selected cell, and kinds that were asked for and are few. Names
 * step aside for them.
 */
export function siteLayers(look: MapLook): LayerSpecification[] {
  const { selectedCell, siteKinds } = look
  const fromAfar: FilterSpecification = [
    'any',
    ['==', ['get', 'c'], selectedCell ?? 0],
    ['in', ['get', 'kind'], ['literal', [...(siteKinds ?? [])]]],
  ]
  const hidden = selectedCell === null && siteKinds === null ? ('none' as const) : ('visible' as const)
  return [
    { ...ring('site-ring-near', look), minzoom: sitesFrom },
    { ...ring('site-ring-afar', look), maxzoom: sitesFrom, filter: fromAfar, layout: { visibility: hidden } },
    { ...symbols('site', look, 'visible'), minzoom: sitesFrom },
    { ...symbols('site-afar', look, hidden), maxzoom: sitesFrom, filter: fromAfar },
  ]
}

type Symbols = Extract<LayerSpecification, { type: 'symbol' }>
type Circles = Extract<LayerSpecification, { type: 'circle' }>

function symbols(id: string, look: MapLook, visibility: 'visible' | 'none'): Symbols {
  const { theme, scale } = look
  const colours = mapColours[theme]
  const px = (size: number) => (size / symbolBox) * scale
  const recedes: ExpressionSpecification = [
    'all',
    ['>=', tone, paintCode.recency],
    ['<=', tone, codeOfBand('on-time')],
  ]
  return {
    id,
    type: 'symbol',
    ...site,
    layout: {
      visibility,
      'icon-image': ['concat', kindImagePrefix, ['get', 'kind']],
      'icon-size': ['interpolate', ['linear'], ['zoom'], sitesFrom, px(10), 15, px(12), 17, px(16)],
      'icon-allow-overlap': true,
    },
    paint: {
      'icon-color': colourByTone(siteFills(theme), colours.textFaint),
      'icon-halo-color': ['case', recedes, colours.textFaint, colours.halo],
      'icon-halo-width': ['case', recedes, 1.1 * scale, 1.6 * scale],
      'icon-opacity': ['case', ['==', tone, paintCode.noData], 0, 1],
    },
  }
}

function ring(id: string, { theme, scale }: MapLook): Circles {
  return {
    id,
    type: 'circle',
    ...site,
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], sitesFrom, 10 * scale, 17, 14 * scale],
      'circle-color': mapColours[theme].halo,
      'circle-opacity': ['case', selected, 0.55, hovered, 0.4, 0],
      'circle-stroke-color': mapColours[theme].text,
      'circle-stroke-width': ['case', selected, 2 * scale, 1.25 * scale],
      'circle-stroke-opacity': ['case', selected, 1, hovered, 1, 0],
    },
  }
}
