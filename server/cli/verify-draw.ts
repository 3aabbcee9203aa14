import { readFile } from 'node:fs/promises'
import { receiptSchema } from '#data/contract/plan.ts'
import { faultsOf } from '../planner/verify-receipt.ts'
import { Failure, type Command } from './command.ts'

export const verifyDraw: Command = {
  summary: 'Check the receipt of a draw: the same list must follow from it',
  usage: `npm run mingcha -- verify-draw RECEIPT.json

Auditors save a receipt on the page Plan. docs/verify_draw.py does the same in Python, without anything of this
program: python3 docs/verify_draw.py RECEIPT.json. Exit code 1 when anything does not match.`,
  async run(args) {
    const [path] = args
    if (path === undefined || args.length > 1) throw new Failure('Name one receipt.', 2)
    const text = await readFile(path, 'utf8').catch(() => {
      throw new Failure(`${path} cannot be read.`, 2)
    })
    const receipt = receiptOf(text)
    if (receipt === null) {
      console.error('MISMATCH: this is no receipt.')
      return 1
    }
    const faults = faultsOf(receipt)
    for (const fault of faults) console.error(`MISMATCH: ${fault}`)
    if (faults.length > 0) return 1
    console.log(`Match: ${receipt.drawn.length} sites follow from the seed. Seal ${receipt.seal}`)
    return 0
  },
}

function receiptOf(text: string) {
  try {
    return receiptSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
