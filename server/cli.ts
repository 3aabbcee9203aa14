import { backup } from './cli/backup.ts'
import { Failure, type Command } from './cli/command.ts'
import { demo } from './cli/demo.ts'
import { exportTable } from './cli/export.ts'
import { importCommand } from './cli/import.ts'
import { rebuild } from './cli/rebuild.ts'
import { restore } from './cli/restore.ts'
import { score } from './cli/score.ts'
import { setupLink } from './cli/setup-link.ts'
import { settings } from './cli/settings.ts'
import { undo } from './cli/undo.ts'
import { vaultKey } from './cli/vault-key.ts'
import { verify } from './cli/verify.ts'
import { verifyDraw } from './cli/verify-draw.ts'

const commands: Record<string, Command> = {
  import: importCommand,
  undo,
  settings,
  verify,
  rebuild,
  demo,
  export: exportTable,
  backup,
  restore,
  'setup-link': setupLink,
  'verify-draw': verifyDraw,
  score,
  'vault-key': vaultKey,
}

const overview = `Mingcha 明察: npm run mingcha -- COMMAND [--help]

${Object.entries(commands)
  .map(([name, command]) => `  ${name.padEnd(12)}${command.summary}`)
  .join('\n')}

The data folder is MINGCHA_HOME (default .mingcha). A server that is running holds it: stop the server first,
except for verify and backup, which only read.
Exit codes: 0 done · 1 failed, nothing was changed unless said · 2 wrong usage · 3 imported, but some rows were rejected.`

process.exitCode = await main(process.argv.slice(2))

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(overview)
    return name === undefined ? 2 : 0
  }
  const command = commands[name]
  if (command === undefined) {
    console.error(`There is no command "${name}".\n\n${overview}`)
    return 2
  }
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`${command.summary}\n\n${command.usage}`)
    return 0
  }
  try {
    return await command.run(args)
  } catch (error) {
    if (error instanceof Failure) {
      console.error(error.message)
      if (error.exitCode === 2) console.error(`\n${command.usage}`)
      return error.exitCode
    }
    if (isUsage(error)) {
      console.error(`${error.message}\n\n${command.usage}`)
      return 2
    }
    console.error(error instanceof Error ? error.message : String(error))
    if (process.env['MINGCHA_DEBUG'] !== undefined) console.error(error)
    return 1
  }
}

/** util.parseArgs throws TypeErrors whose code tells that the words were wrong. */
function isUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
