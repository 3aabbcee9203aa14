import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, the longest first: begun last, one of them would be waited for alone. */
const long = [
  'paper/printing',
  'plan/day',
  'explore/search',
  'paper/overview',
  'explore/time.',
  'nominate/nominate',
  'wall/alive',
  'explore/keys',
  'faults/audit',
  'data/data-page',
  'fuzz/wire',
  'wall/pairing',
  'access/oidc',
  'explore/time-states',
  'explore/live',
  'explore/card',
  'journey/command-line',
  'wall/soak',
  'explore/announcer',
  'map/columns',
  'access/signing-in',
  'ingest/bad-input',
]
const placeOf = ({ moduleId }: TestSpecification) => {
  const place = long.findIndex((name) => moduleId.includes(name))
  return place === -1 ? long.length : place
}

/** Begins with the files that take longest. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}
