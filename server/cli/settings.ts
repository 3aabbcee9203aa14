import { isDeepStrictEqual, parseArgs } from 'node:util'
import { settingsSchema } from '#data/contract/settings.ts'
import { Failure, withHome, withReading, type Command } from './command.ts'

export const settings: Command = {
  summary: "Show or change the district's settings (zone, intervals, caps …); every version is kept",
  usage: `npm run mingcha -- settings
npm run mingcha -- settings set PATH=VALUE [PATH=VALUE …]
npm run mingcha -- settings history

  PATH    a dotted name, such as zone, district.nameEn, intervals.cell, intervals.kinds.market, pinnedAsOf
  VALUE   JSON, or plain text where it is not JSON: zone=America/Chicago intervals.cell=21 'holidays=["2026-10-01"]'`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    const [verb, ...changes] = positionals
    if (verb === undefined) return show()
    if (verb === 'history') return history()
    if (verb !== 'set' || changes.length === 0)
      throw new Failure('settings takes nothing, `set PATH=VALUE …` or `history`.', 2)
    return set(changes)
  },
}

function show(): Promise<number> {
  return withReading(async ({ warehouse }) => {
    console.log(`# version ${warehouse.state.settingsVersion}`)
    console.log(JSON.stringify(warehouse.state.settings, null, 2))
    return Promise.resolve(0)
  })
}

function history(): Promise<number> {
  return withReading(async ({ ledger }) => {
    let last: Record<string, string> = {}
    for await (const entry of ledger.read()) {
      if (entry.kind !== 'settings') continue
      const flat = flatten(entry.body.settings)
      const changed = Object.keys({ ...last, ...flat }).filter((path) => last[path] !== flat[path])
      console.log(
        `version ${entry.body.version}  entry ${entry.seq}  ${entry.at.slice(0, 16).replace('T', ' ')}`,
      )
      for (const path of changed) console.log(`  ${path} = ${flat[path] ?? '(removed)'}`)
      last = flat
    }
    return 0
  })
}

function set(changes: string[]): Promise<number> {
  return withHome(async (home) => {
    const { settings: current, settingsVersion } = home.warehouse.state
    const draft: unknown = structuredClone(current)
    for (const change of changes) {
      const [, path, value] = /^([\w.]+)=(.*)$/su.exec(change) ?? []
      if (path === undefined || value === undefined) throw new Failure(`"${change}" is not PATH=VALUE.`, 2)
      assign(draft, path.split('.'), parse(value))
    }
    const parsed = settingsSchema.safeParse(draft)
    if (!parsed.success) {
      const reasons = parsed.error.issues.map(
        (issue) => `  ${issue.path.join('.') || '(settings)'}: ${issue.message}`,
      )
      throw new Failure(`Nothing was changed:\n${reasons.join('\n')}`)
    }
    if (isDeepStrictEqual(parsed.data, current)) {
      console.log(`Nothing changes: that is settings version ${settingsVersion}.`)
      return 0
    }
    const version = settingsVersion + 1
    const entry = await home.commit({ kind: 'settings', body: { version, settings: parsed.data } })
    console.log(`Settings version ${version}, entry ${entry.seq}.`)
    return 0
  })
}

/** JSON where it parses, else the text itself, so that zone=America/Chicago needs no quotes. */
function parse(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function assign(target: unknown, path: string[], value: unknown): void {
  const [name, ...rest] = path
  if (name === undefined || typeof target !== 'object' || target === null || name in Object.prototype)
    throw new Failure(`There is no setting ${path.join('.')}.`, 2)
  if (rest.length === 0) Reflect.set(target, name, value)
  else assign(Reflect.get(target, name), rest, value)
}

function flatten(value: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, string][] =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.entries(flatten(inner, `${prefix}${key}.`))
        : [[prefix + key, JSON.stringify(inner)]],
    ),
  )
}
