import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { fromSource, projectRoot } from './project.ts'

export interface Config {
  /** 0 lets the system choose one. */
  port: number
  host: string
  /** The data folder. */
  home: string
  /** Where files to import appear; null: nowhere. */
  inbox: string | null
  logLevel: string
  /** Changes whenever the program does, so that no answer of an older one is taken for current. */
  build: string
  clientFolder: string
  demoBasemap: string
}

/** A setting that cannot be used; the message says which and what to write instead. */
export class ConfigRefused extends Error {
  readonly code = 'config'
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1'])

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().max(65_535))
    .catch(({ value }) => {
      throw new ConfigRefused(
        `PORT is "${String(value)}"; it must be a number from 0 to 65535, such as 8787.`,
      )
    })
    .prefault('8787'),
  HOST: z
    .string()
    .refine((host) => loopback.has(host))
    .catch(({ value }) => {
      throw new ConfigRefused(
        `HOST is "${String(value)}", and Mingcha refuses to listen there: it has no access control yet, so anybody who ` +
          'reaches it could read everything and record visits. Leave HOST out, or use 127.0.0.1, localhost or ::1; ' +
          'to look from another machine, forward the port (ssh -L 8787:127.0.0.1:8787).',
      )
    })
    .prefault('127.0.0.1'),
  MINGCHA_HOME: z
    .string()
    .min(1)
    .catch(() => {
      throw new ConfigRefused(
        'MINGCHA_HOME is empty; name a folder, or leave it out for .mingcha in this folder.',
      )
    })
    .prefault('.mingcha'),
  MINGCHA_INBOX: z.string().optional(),
  MINGCHA_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .catch(({ value }) => {
      throw new ConfigRefused(`MINGCHA_LOG is "${String(value)}"; use error, warn, info, debug or silent.`)
    })
    .prefault('info'),
})

/** The configuration from environment variables. Throws ConfigRefused. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const { PORT, HOST, MINGCHA_HOME, MINGCHA_INBOX = '', MINGCHA_LOG } = environment.parse(variables)
  return {
    port: PORT,
    host: HOST,
    home: resolve(MINGCHA_HOME),
    inbox: MINGCHA_INBOX === '' ? null : resolve(MINGCHA_INBOX),
    logLevel: MINGCHA_LOG,
    build: buildName(),
    clientFolder: join(projectRoot, 'dist/client'),
    demoBasemap: join(projectRoot, 'data/basemap'),
  }
}

/** The version, and of what the built server's files hold; from the sources, of when it started. */
function buildName(): string {
  const about: unknown = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  const version =
    typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : '0'
  if (fromSource) return `${version}-source-${Date.now().toString(36)}`
  const folder = join(projectRoot, 'dist/server')
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted())
    if (name.endsWith('.js')) hash.update(readFileSync(join(folder, name)))
  return `${version}-${hash.digest('hex').slice(0, 8)}`
}
