import type { Kind } from '#data/contract/tables.ts'
import type { VaultEvent } from '#server/vault/event.ts'

/** What is told of a site: as it was when a frame was made. */
export interface Place {
  siteId: string
  name: string | null
  nameEn: string | null
  kind: Kind
  cell: string | null
  lon: number | null
  lat: number | null
}
/** A place as the vault keeps it: names of fields would be most of the line. */
type PlaceRow = Extract<VaultEvent, { is: 'frozen' }>['places'][number]

export function rowOfPlace({ siteId, name, nameEn, kind, cell, lon, lat }: Place): PlaceRow {
  return [siteId, name, nameEn, kind, cell, lon, lat]
}

export function placesById(rows: readonly PlaceRow[]): Map<string, Place> {
  return new Map(
    rows.map(([siteId, name, nameEn, kind, cell, lon, lat]) => [
      siteId,
      { siteId, name, nameEn, kind, cell, lon, lat },
    ]),
  )
}
