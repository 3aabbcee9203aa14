import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigRefused, readConfig } from '#server/config.ts'

describe('the configuration', () => {
  it('needs nothing to be said', () => {
    const config = readConfig({})
    expect([config.port, config.host]).toEqual([8787, '127.0.0.1'])
    expect(config.home).toMatch(/\.mingcha$/)
    expect(config.inbox).toBeNull()
    expect(readConfig({ MINGCHA_INBOX: '/srv/inbox' }).inbox).toBe('/srv/inbox')
  })

  it.each(['127.0.0.1', 'localhost', '::1'])('listens on %s', (host) => {
    expect(readConfig({ HOST: host, PORT: '0' }).host).toBe(host)
  })

  it.each(['0.0.0.0', '::', '192.168.1.7', 'example.org', ''])(
    'refuses to listen on "%s" unless it is said how browsers reach it',
    (host) => {
      expect(() => readConfig({ HOST: host })).toThrow(/refuses to listen.*MINGCHA_ORIGIN/)
      const reached = { HOST: host, MINGCHA_ORIGIN: 'https://mingcha.example.org' }
      if (host === '') expect(() => readConfig(reached)).toThrow(ConfigRefused)
      else expect(readConfig(reached)).toMatchObject({ host, origin: 'https://mingcha.example.org' })
    },
  )

  it.each([
    'http://mingcha.example.org',
    'https://mingcha.example.org/',
    'https://Mingcha.example.org',
    'https://a@mingcha.example.org',
    'mingcha.example.org',
    'null',
    '*',
    '',
  ])('takes "%s" for no origin', (origin) => {
    expect(() => readConfig({ MINGCHA_ORIGIN: origin })).toThrow(/MINGCHA_ORIGIN.*https:/)
  })

  it('believes a proxy only where it is told to', () => {
    expect(readConfig({}).trustProxy).toBe(false)
    expect(readConfig({ MINGCHA_TRUST_PROXY: 'yes' }).trustProxy).toBe(true)
    expect(() => readConfig({ MINGCHA_TRUST_PROXY: '1' })).toThrow(/MINGCHA_TRUST_PROXY.*yes/)
  })

  it.each(['65536', '-1', '80a', '', '1e3'])('refuses the port "%s" and says what one looks like', (port) => {
    expect(() => readConfig({ PORT: port })).toThrow(/PORT.*8787/)
  })

  it('refuses an empty folder name', () => {
    expect(() => readConfig({ MINGCHA_HOME: '' })).toThrow(/MINGCHA_HOME/)
  })
})

describe('a provider of OpenID Connect', () => {
  const whole = {
    MINGCHA_OIDC_ISSUER: 'https://login.example.org/realms/district',
    MINGCHA_OIDC_CLIENT_ID: 'mingcha',
    MINGCHA_OIDC_CLIENT_SECRET: 'four herons',
  }

  it('is none unless it is named, and needs no more than where, who and a secret', () => {
    expect(readConfig({}).oidc).toBeNull()
    expect(readConfig({ MINGCHA_OIDC_ISSUER: '', MINGCHA_OIDC_NAME: ' ' }).oidc).toBeNull()
    expect(readConfig(whole).oidc).toEqual({
      issuer: new URL('https://login.example.org/realms/district'),
      clientId: 'mingcha',
      clientSecret: 'four herons',
      name: 'login.example.org',
      claim: 'preferred_username',
      domain: null,
    })
    const reached = { ...whole, MINGCHA_ORIGIN: 'https://mingcha.example.org', MINGCHA_OIDC_NAME: '统一认证' }
    expect(readConfig(reached).oidc?.name).toBe('统一认证')
    expect(() => readConfig({ ...whole, HOST: '0.0.0.0' })).toThrow(/refuses to listen/)
  })

  it.each(Object.keys(whole))('is refused without %s, which is named', (left) => {
    expect(() => readConfig({ ...whole, [left]: undefined })).toThrow(ConfigRefused)
    expect(() => readConfig({ ...whole, [left]: ' ' })).toThrow(`${left} is missing`)
  })

  it('is refused where only its name or claim is given', () => {
    for (const name of ['NAME', 'CLAIM', 'DOMAIN', 'CLIENT_SECRET_FILE'])
      expect(() => readConfig({ [`MINGCHA_OIDC_${name}`]: 'x' })).toThrow('MINGCHA_OIDC_ISSUER is missing')
  })

  it.each(['http://localhost:8080/realms/x', 'http://127.0.0.1:9', 'http://[::1]:9'])(
    'may be on this machine without TLS: %s',
    (issuer) => {
      expect(readConfig({ ...whole, MINGCHA_OIDC_ISSUER: issuer }).oidc?.issuer.href).toBe(
        new URL(issuer).href,
      )
    },
  )

  it.each([
    'http://login.example.org',
    'http://localhost.example.org',
    'http://127.0.0.2',
    'login.example.org',
    'ftp://localhost',
    'file:///etc/passwd',
    'https://a:b@login.example.org',
    'https://login.example.org/?x=1',
    'https://login.example.org/#x',
  ])('is refused at %s', (issuer) => {
    expect(() => readConfig({ ...whole, MINGCHA_OIDC_ISSUER: issuer })).toThrow(/MINGCHA_OIDC_ISSUER.*https/)
  })

  it.each(['common', 'organizations/v2.0', 'consumers'])(
    'is refused where anybody’s organisation may speak for it: %s',
    (path) => {
      const issuer = `https://login.microsoftonline.com/${path}`
      expect(() => readConfig({ ...whole, MINGCHA_OIDC_ISSUER: issuer })).toThrow(/TENANT-ID/)
    },
  )

  it('keeps its secret in a file, if one likes, and says which cannot be read; two secrets are one too many', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mingcha-secret-'))
    const file = join(folder, 'secret')
    const withFile = {
      ...whole,
      MINGCHA_OIDC_CLIENT_SECRET: undefined,
      MINGCHA_OIDC_CLIENT_SECRET_FILE: file,
    }
    expect(() => readConfig(withFile)).toThrow(file)
    await writeFile(file, '\n')
    expect(() => readConfig(withFile)).toThrow(/empty/)
    await writeFile(file, 'seven otters\n')
    expect(readConfig(withFile).oidc?.clientSecret).toBe('seven otters')
    expect(() => readConfig({ ...whole, MINGCHA_OIDC_CLIENT_SECRET_FILE: file })).toThrow(/keep one/)
    await rm(folder, { recursive: true })
  })

  it.each([
    ['MINGCHA_OIDC_CLAIM', 'name'],
    ['MINGCHA_OIDC_CLAIM', 'email'],
    ['MINGCHA_OIDC_NAME', 'x'.repeat(41)],
    ['MINGCHA_OIDC_NAME', 'a\u202eb'],
    ['MINGCHA_OIDC_DOMAIN', '@example.org'],
    ['MINGCHA_OIDC_DOMAIN', 'example..org'],
  ])('is refused with %s=%j', (name, value) => {
    expect(() => readConfig({ ...whole, [name]: value })).toThrow(new RegExp(name))
  })

  it('takes addresses of one domain only', () => {
    const email = { ...whole, MINGCHA_OIDC_CLAIM: 'email', MINGCHA_OIDC_DOMAIN: 'Example.org' }
    expect(readConfig(email).oidc).toMatchObject({ claim: 'email', domain: 'example.org' })
    expect(() => readConfig({ ...email, MINGCHA_OIDC_CLAIM: 'sub' })).toThrow(/no address/)
  })
})
