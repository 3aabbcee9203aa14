/** A place on a slip, with its name in the language now spoken. */
export interface Waypoint {
  siteId: string
  name: string
  lon: number
  lat: number
}

/** The stops as GPX 1.1: a route and its points, WGS84, for programs that show the way. */
export function gpxOf(title: string, stops: readonly Waypoint[]): string {
  const point = ({ name, lon, lat }: Waypoint) =>
    `    <rtept lat="${lat.toFixed(6)}" lon="${lon.toFixed(6)}"><name>${escaped(name)}</name></rtept>\n`
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<gpx version="1.1" creator="Mingcha" xmlns="http://www.topografix.com/GPX/1/1">\n' +
    `  <rte>\n    <name>${escaped(title)}</name>\n${stops.map(point).join('')}  </rte>\n</gpx>\n`
  )
}

/** Signs that XML gives a meaning, and those it does not take at all. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** The stops as an iCalendar (RFC 5545): an entry for the whole day each, in their order. `stamp`: ms since 1970. */
export function icsOf(planId: string, day: string, stops: readonly Waypoint[], stamp: number): string {
  const at = `${new Date(stamp).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const entry = ({ siteId, name, lon, lat }: Waypoint, i: number) => [
    'BEGIN:VEVENT',
    `UID:${literal(`${planId}-${siteId}`)}`,
    `DTSTAMP:${at}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `SUMMARY:${literal(`${i + 1} ${name}`)}`,
    `GEO:${lat.toFixed(6)};${lon.toFixed(6)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Mingcha//Slip//EN', ...stops.flatMap(entry)]
  return `${[...lines, 'END:VCALENDAR'].map(folded).join('\r\n')}\r\n`
}

function literal(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
}

/** Lines of at most 75 bytes; the rest goes on after a space. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length
    if (bytes + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
      bytes = 0
    }
    part += sign
    bytes += size
  }
  return [...parts, part].join('\r\n ')
}
