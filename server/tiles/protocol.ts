import type { TileAt } from './cut.ts'
import type { TileArea, TileSite } from './layers.ts'

export type TileLayer = 'areas' | 'sites'

/** What the tile worker is asked. Records come in several messages, so that no clone holds up the main thread. */
export type ToWorker =
  | { id: number; ask: 'areas'; revision: string; records: TileArea[]; last: boolean }
  | { id: number; ask: 'sites'; revision: string; records: TileSite[]; last: boolean }
  | { id: number; ask: 'bake'; revision: string; file: string }
  /** `cells`: the numbers of those whose sites may be seen; null: all. */
  | {
      id: number
      ask: 'tile'
      layer: TileLayer
      revision: string
      at: TileAt
      cells: readonly number[] | null
    }

/** What it answers; `lost` where it no longer holds the revision; `ready`, once, unasked, when it has begun. */
export type FromWorker =
  | { id: 0; answer: 'ready' }
  | { id: number; answer: 'done' }
  | { id: number; answer: 'tile'; bytes: Uint8Array<ArrayBuffer> | null; gzipped: boolean }
  | { id: number; answer: 'lost' }
  | { id: number; answer: 'failed'; message: string }
