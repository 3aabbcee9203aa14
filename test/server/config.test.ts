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
