import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { fewestDays } from './access/audit-days.ts'
import { OidcRefused, readOidc, type OidcSettings } from './access/oidc-settings.ts'
import { fromSource, projectRoot } from './project.ts'

export interface Config {
  /** 0 lets the system choose one. */
  port: number
  host: string
  /** The data folder. */
  home: string
  /** Where browsers on other machines reach the server, `https://…`; null: they do not. */
  origin: string | null
  /** Whether a proxy of ours stands before the server, so that its X-Forwarded-For is believed. */
  trustProxy: boolean
  /** Where files to import appear; null: nowhere. */
  inbox: string | null
  logLevel: string
  /** How long the audit is kept. */
  auditDays: number
  /** The provider of OpenID Connect by which people may sign in, too; null: none. */
  oidc: OidcSettings | null
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
  HOST: z.string().prefault('127.0.0.1'),
  MINGCHA_ORIGIN: z
    .string()
    .refine(isOrigin)
    .catch(({ value }) => {
      throw new ConfigRefused(
        `MINGCHA_ORIGIN is "${String(value)}"; it must be how browsers reach this server, such as ` +
          'https://mingcha.example.org: with https, in lower case, without a path.',
      )
    })
    .optional(),
  MINGCHA_TRUST_PROXY: z
    .enum(['yes', 'no'])
    .catch(({ value }) => {
      throw new ConfigRefused(
        `MINGCHA_TRUST_PROXY is "${String(value)}"; use yes where a proxy of yours stands before this server, else no.`,
      )
    })
    .prefault('no'),
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
  MINGCHA_AUDIT_DAYS: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().min(fewestDays))
    .catch(({ value }) => {
      throw new ConfigRefused(
        `MINGCHA_AUDIT_DAYS is "${String(value)}"; it must be a number of days from ${fewestDays}, such as 400.`,
      )
    })
    .prefault('400'),
  MINGCHA_LOG: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .catch(({ value }) => {
      throw new ConfigRefused(`MINGCHA_LOG is "${String(value)}"; use error, warn, info, debug or silent.`)
    })
    .prefault('info'),
})

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && text.startsWith('https://')
}

/** Where it listens. Beyond loopback only once it is said how browsers reach it, and that is by TLS. */
function listensOn(host: string, origin: string | null): string {
  if (loopback.has(host) || (host !== '' && origin !== null)) return host
  throw new ConfigRefused(
    `HOST is "${host}", and Mingcha refuses to listen there without MINGCHA_ORIGIN: say with it how browsers reach ` +
      'this server (https://mingcha.example.org; docs/operations.md has the rest). Or leave HOST out, or use ' +
      '127.0.0.1, localhost or ::1; to look from another machine, forward the port (ssh -L 8787:127.0.0.1:8787).',
  )
}

/** The configuration from environment variables. Throws ConfigRefused. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const {
    PORT,
    HOST,
    MINGCHA_HOME,
    MINGCHA_INBOX = '',
    MINGCHA_LOG,
    MINGCHA_AUDIT_DAYS,
    MINGCHA_ORIGIN: origin = null,
    MINGCHA_TRUST_PROXY,
  } = environment.parse(variables)
  return {
    port: PORT,
    host: listensOn(HOST, origin),
    origin,
    trustProxy: MINGCHA_TRUST_PROXY === 'yes',
    home: resolve(MINGCHA_HOME),
    inbox: MINGCHA_INBOX === '' ? null : resolve(MINGCHA_INBOX),
    logLevel: MINGCHA_LOG,
    auditDays: MINGCHA_AUDIT_DAYS,
    oidc: oidcOf(variables),
    build: buildName(),
    clientFolder: join(projectRoot, 'dist/client'),
    demoBasemap: join(projectRoot, 'data/basemap'),
  }
}

function oidcOf(variables: Record<string, string | undefined>): OidcSettings | null {
  try {
    return readOidc(variables)
  } catch (error) {
    throw error instanceof OidcRefused ? new ConfigRefused(error.message) : error
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
