import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gpxOf, icsOf } from '#client/plan/slip-texts.ts'

const stop = { siteId: 's;1', name: '后环, 第 3 网格 <b>&\n下一行', lon: 113.523_456_7, lat: 22.3 }

test('a route has its points in order, and a name is a name whatever is in it', () => {
  const gpx = gpxOf('一组 <2>', [stop, { ...stop, name: 'next\u0001', lon: 113.6 }])
  expect(gpx).toContain('<name>一组 &lt;2&gt;</name>')
  expect(gpx).toContain(
    '<rtept lat="22.300000" lon="113.523457"><name>后环, 第 3 网格 &lt;b&gt;&amp;\n下一行</name></rtept>',
  )
  expect(gpx).toContain('<name>next</name>')
  expect(gpx.indexOf('113.523457')).toBeLessThan(gpx.indexOf('113.600000'))
})

test('a calendar says what RFC 5545 says: escapes, a day each, CRLF', () => {
  const ics = icsOf('p1', '2026-11-28', [stop], Date.parse('2026-11-28T00:25:00Z'))
  expect(ics).toContain('UID:p1-s\\;1\r\n')
  expect(ics).toContain('DTSTAMP:20261128T002500Z\r\n')
  expect(ics).toContain('DTSTART;VALUE=DATE:20261128\r\n')
  expect(ics).toContain('SUMMARY:1 后环\\, 第 3 网格 <b>&\\n下一行\r\n')
  expect(ics).toContain('GEO:22.300000;113.523457\r\n')
})

test('no line of a calendar has more than 75 bytes, and unfolded it is what was said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
      const ics = icsOf('p', '2026-11-28', [{ ...stop, siteId: 's', name }], 0)
      const lines = ics.split('\r\n')
      for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
      const summary = ics
        .replaceAll('\r\n ', '')
        .split('\r\n')
        .find((line) => line.startsWith('SUMMARY:'))
      const said = summary
        ?.slice('SUMMARY:1 '.length)
        .replaceAll('\\n', '\n')
        .replaceAll(/\\([\\;,])/g, '$1')
      if (!/[\\\r]/.test(name)) expect(said).toBe(name)
    }),
  )
})
