import { parseArgs } from 'node:util'
import { Failure, withHome, type Command } from './command.ts'
import { progressLine } from './progress.ts'

export const rebuild: Command = {
  summary: 'Throw the projection away and build it again from the ledger',
  usage: `npm run mingcha -- rebuild [--until SEQ]

  --until SEQ   build it as the ledger stood after entry SEQ: the exact past, for a review. Look at it with
                \`npm run mingcha -- export\`; the next start of the server catches up to the present again.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { until: { type: 'string' } } })
    const until = values.until === undefined ? undefined : Number(values.until)
    if (until !== undefined && (!Number.isInteger(until) || until < 0))
      throw new Failure('--until takes an entry number.', 2)
    return withHome(
      async (home) => {
        if (until !== undefined && until > home.ledger.head.seq)
          throw new Failure(
            `The ledger ends at entry ${home.ledger.head.seq}; there is no entry ${until}.`,
            2,
          )
        const line = progressLine()
        await home.warehouse.rebuild({
          ...(until === undefined ? {} : { until }),
          onProgress: ({ phase, done, total }) => line.show(`Rebuilding: ${phase}`, done, total),
        })
        line.clear()
        console.log(`The projection stands at entry ${home.warehouse.state.seq} of ${home.ledger.head.seq}.`)
        return 0
      },
      { past: true },
    )
  },
}
