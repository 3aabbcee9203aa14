import { parseArgs } from 'node:util'
import { makeDemo } from '../first-start.ts'
import { Failure, homeFolder, withHome, type Command } from './command.ts'

export const demo: Command = {
  summary: 'Fill an empty data folder with the synthetic demo district and a season that ends yesterday',
  usage: `npm run mingcha -- demo [--seed N]

  --seed N   another season: the same seed on the same day gives the same district

The server does this by itself at its first start.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { seed: { type: 'string' } } })
    const seed = values.seed === undefined ? undefined : Number(values.seed)
    if (seed !== undefined && (!Number.isInteger(seed) || seed < 0))
      throw new Failure('--seed takes a whole number.', 2)
    return withHome(async (home) => {
      if (home.ledger.head.seq > 0)
        throw new Failure(
          `${homeFolder()} is not empty. Choose another: MINGCHA_HOME=.mingcha-demo npm run mingcha -- demo`,
        )
      await makeDemo(home, new Date(), seed)
      const { counts } = home.warehouse.state
      console.log(`The demo district is in ${homeFolder()}: ${JSON.stringify(counts)}. Look at it: npm start`)
      return 0
    })
  },
}
