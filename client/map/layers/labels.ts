import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { mapColours } from '#client/theme/ramps.ts'
import { fontStacks } from '../fonts.ts'
import type { MapLook } from '../look.ts'
import { sitesFrom } from './sites.ts'

export const daysTextPx = 13
/** A circle of this many type sizes holds two or three figures. */
export const daysRadius = 0.72

/** The name in the reader's language; English falls back to the name the district itself uses. */
export function nameIn(language: MapLook['language']): ExpressionSpecification {
  return language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'name']] : ['get', 'name']
}

/** Hanzi stand a little apart; Latin letters as the font sets them. */
export const tracking = (language: MapLook['language'], hanzi: number) => (language === 'en' ? 0 : hanzi)

export const communityNames = 'community-name'

/** Community names; they step aside for the days printed in cells. Where columns stand, tags above them show the names. */
export function communityNameLayer({
  theme,
  language,
  textScale: scale,
  standing,
}: MapLook): LayerSpecification {
  const { label, halo } = mapColours[theme]
  return {
    id: communityNames,
    type: 'symbol',
    source: 'areas',
    'source-layer': 'label',
    filter: ['==', ['get', 'level'], 'community'],
    layout: {
      'text-field': nameIn(language),
      'text-font': fontStacks.strong,
      'text-size': ['interpolate', ['linear'], ['zoom'], 9.5, 11.5 * scale, 11.5, 13 * scale],
      'text-letter-spacing': tracking(language, 0.06),
      'text-max-width': 8,
      'text-padding': 3,
      'symbol-sort-key': ['get', 'rank'],
      'text-variable-anchor-offset': standing
        ? ['center', [0, 0]]
        : ['center', [0, 0], 'top', [0, 0.7], 'bottom', [0, -0.7]],
    },
    paint: {
      'text-color': label,
      'text-halo-color': halo,
      'text-halo-width': 1.7 * scale,
      'text-opacity': standing ? 0 : 1,
    },
  }
}

/** Names of cells, where cells are wide enough to hold them; where columns stand, at the foot of each. */
export function cellNameLayer({
  theme,
  language,
  textScale: scale,
  namesFrom,
  standing,
}: MapLook): LayerSpecification {
  const { text, halo } = mapColours[theme]
  return {
    id: 'cell-name',
    type: 'symbol',
    source: 'areas',
    'source-layer': 'label',
    minzoom: namesFrom,
    filter: ['==', ['get', 'level'], 'cell'],
    layout: {
      'text-field': nameIn(language),
      'text-font': fontStacks.regular,
      'text-size': 11.5 * scale,
      'text-max-width': 9,
      'text-padding': 4,
      'symbol-sort-key': ['get', 'rank'],
      // prettier-ignore
      'text-variable-anchor-offset': standing ? ['top', [0, 1.1]] : [
        'center', [0, 0], 'top', [0, 0.9], 'bottom', [0, -0.9], 'top', [0, 2], 'bottom', [0, -2],
      ],
    },
    paint: { 'text-color': text, 'text-halo-color': halo, 'text-halo-width': 1.4 * scale },
  }
}

/**
 * Days printed in long-overdue cells; which cells have room is decided before, text size cannot ask. Where sites
 * are drawn the number would read as one of them: there it carries its unit and steps aside.
 */
export function daysLayers({ theme, language, textScale: scale, siteKinds }: MapLook): LayerSpecification[] {
  const { label, halo } = mapColours[theme]
  const among = siteKinds !== null
  return [
    {
      id: 'cell-days-near',
      type: 'symbol',
      source: 'days',
      minzoom: among ? 0 : sitesFrom,
      layout: {
        'text-field': ['concat', ['get', 'days'], language === 'en' ? ' d' : ' 天'],
        'text-font': fontStacks.figure,
        'text-size': daysTextPx * scale,
        'text-variable-anchor-offset': ['center', [0, 0], 'bottom', [0, -0.8], 'top', [0, 0.8]],
      },
      paint: { 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 1.7 * scale },
    },
    {
      id: 'cell-days',
      type: 'symbol',
      source: 'days',
      maxzoom: sitesFrom,
      layout: {
        visibility: among ? 'none' : 'visible',
        'text-field': ['get', 'days'],
        'text-font': fontStacks.figure,
        'text-size': daysTextPx * scale,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': ['get', 'ink'] },
    },
  ]
}
