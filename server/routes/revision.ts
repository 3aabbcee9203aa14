import type { ProjectionState } from '#server/warehouse/warehouse.ts'

/** The names of a state, as every answer carries them. */
export function revisionsOf(state: ProjectionState) {
  const { seq, hash, geometryRevision, registerRevision, settingsVersion } = state
  return { revision: `${seq}-${hash.slice(0, 12)}`, geometryRevision, registerRevision, settingsVersion }
}
