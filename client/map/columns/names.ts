import { Marker, type Map as MapLibre } from 'maplibre-gl'
import { communityNames } from '../layers/labels.ts'
import type { MapLanguage } from '../view.ts'

/**
 * The names of communities above the columns. The map still decides which of them have room, and hides its own; a tag
 * takes each one's place.
 */
export function nameTags(map: MapLibre, language: () => MapLanguage): { close(): void } {
  const tags = new Map<number, { text: string; marker: Marker }>()
  const forget = (no: number) => {
    tags.get(no)?.marker.remove()
    tags.delete(no)
  }
  const follow = () => {
    if (map.getLayer(communityNames) === undefined) return
    const placed = new Set<number>()
    for (const { id, geometry, properties } of map.queryRenderedFeatures({ layers: [communityNames] })) {
      if (typeof id !== 'number' || geometry.type !== 'Point') continue
      const text = nameOf(properties, language())
      placed.add(id)
      if (tags.get(id)?.text === text) continue
      forget(id)
      const element = document.createElement('span')
      element.className = 'map-name'
      element.textContent = text
      const [lon = 0, lat = 0] = geometry.coordinates
      tags.set(id, { text, marker: new Marker({ element }).setLngLat([lon, lat]).addTo(map) })
    }
    for (const no of tags.keys()) if (!placed.has(no)) forget(no)
  }
  map.on('idle', follow)
  return {
    close() {
      map.off('idle', follow)
      for (const no of tags.keys()) forget(no)
    },
  }
}

/** The name in the reader's language; English falls back to the name the district itself uses. */
function nameOf({ name, name_en: nameEn }: Record<string, unknown>, language: MapLanguage): string {
  if (language === 'en' && typeof nameEn === 'string') return nameEn
  return typeof name === 'string' ? name : ''
}
