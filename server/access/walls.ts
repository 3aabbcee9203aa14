import { sceneSets, usualSets, type SceneSet, type SceneSets } from '#data/contract/walls.ts'
import { Refusal } from '#server/http/problem.ts'
import { openKept } from './kept.ts'

/** What walls show, by the name in their address. */
export interface Walls {
  list(): SceneSets
  put(id: string, set: SceneSet): Promise<void>
  /** Throws a not-found Refusal; a conflict for the last one, since a wall shows something. */
  remove(id: string): Promise<void>
}

const mostSets = 50

export async function openWalls(path: string): Promise<Walls> {
  const kept = await openKept(path, sceneSets, usualSets)
  return {
    list: () => kept.value,
    async put(id, set) {
      await kept.change((before) => {
        if (before[id] === undefined && Object.keys(before).length >= mostSets)
          throw new Refusal('conflict', `There are ${mostSets} scene sets; remove one that is not shown.`)
        return { ...before, [id]: set }
      })
    },
    async remove(id) {
      await kept.change((before) => {
        const { [id]: gone, ...left } = before
        if (gone === undefined) throw new Refusal('not-found', 'There is no such scene set any more.')
        if (Object.keys(left).length === 0)
          throw new Refusal('conflict', 'This is the only scene set; change it, or add another first.')
        return left
      })
    },
  }
}
