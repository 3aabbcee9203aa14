import { describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'

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
    'refuses to listen on "%s" while there is no access control, and says why',
    (host) => {
      expect(() => readConfig({ HOST: host })).toThrow(/refuses to listen.*no access control/)
    },
  )

  it.each(['65536', '-1', '80a', '', '1e3'])('refuses the port "%s" and says what one looks like', (port) => {
    expect(() => readConfig({ PORT: port })).toThrow(/PORT.*8787/)
  })

  it('refuses an empty folder name', () => {
    expect(() => readConfig({ MINGCHA_HOME: '' })).toThrow(/MINGCHA_HOME/)
  })
})
