import { areasAnswer, districtAnswer, sitesAnswer } from '#data/contract/api.ts'
import { jobAnswer, jobsAnswer, uploadAnswer } from '#data/contract/imports.ts'
import { nominationReasons } from '#data/contract/tables.ts'

/** What the server has, for requests to be about. */
export interface Known {
  /** Ids and names of any kind. */
  texts: readonly string[]
  /** By route, a body that it would take at this moment. */
  bodies: Record<string, unknown>
}

const lists = ['/api/people', '/api/sessions', '/api/nominations', '/api/imports', '/api/audit?kind=change']
const sitesCsv = 'site,name,kind,lon,lat\ns1,一,market,113.505,22.305\ns2,二,school,113.515,x\n'

type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** Waits for imports that were begun. */
export async function idle(ask: Ask): Promise<void> {
  for (;;) {
    const { jobs } = jobsAnswer.parse(await (await ask('/api/imports/jobs')).json())
    if (!jobs.some(({ state }) => state === 'waiting' || state === 'running')) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const from = (name: string) => ({ from: name })
const mapping = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  header: true,
  datum: 'WGS84',
  entities: [
    {
      table: 'site',
      fields: {
        site_id: from('site'),
        name: from('name'),
        kind: from('kind'),
        lon: from('lon'),
        lat: from('lat'),
      },
    },
  ],
}

/**
 * Brings a file, a check of it and a mapping, and asks for what else there is. `ask`: as an administrator; `askers`: ids of
 * those who ask, whose rights nobody is to take from them.
 */
export async function knownOf(ask: Ask, askers: readonly string[]): Promise<Known> {
  const json = async (path: string, method = 'GET', body: unknown = null): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' }
    const answer = await ask(path, {
      method,
      ...(body === null ? {} : { headers, body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  const district = districtAnswer.parse(await json('/api/district'))
  const sent = await ask('/api/imports/uploads?name=sites.csv', {
    method: 'POST',
    body: sitesCsv,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const { uploadId, proposals } = uploadAnswer.parse(await sent.json())
  const [proposed] = proposals
  if (proposed === undefined) throw new Error('no proposal for the sites')
  const draft = { ...proposed.draft, datum: 'WGS84' as const }
  const check = { mapping, mappingName: 'example' }
  const { jobId } = jobAnswer.parse(await json(`/api/imports/uploads/${uploadId}/check`, 'POST', check))
  await json('/api/mappings/example', 'PUT', mapping)
  await idle(ask)
  const { areas } = areasAnswer.parse(await json('/api/areas'))
  const { sites } = sitesAnswer.parse(await json('/api/sites?limit=20'))
  const site_id = sites[0]?.siteId
  const found = await Promise.all(lists.map((path) => json(path)))
  const texts = JSON.stringify([areas, sites, district, found]).matchAll(/"([\p{L}\p{N}_./-]{1,100})"(?!:)/gu)
  return {
    texts: [
      ...new Set([
        uploadId,
        jobId,
        'example',
        'sites.csv',
        'areas.json',
        'land.geojson',
        ...Array.from(texts, ([, text = '']) => text).slice(0, 200),
      ]),
    ].filter((text) => !askers.includes(text)),
    bodies: {
      'PUT /api/settings': { version: district.settingsVersion, settings: district.settings },
      'PUT /api/mappings/{name}': mapping,
      'POST /api/imports/uploads/{id}/check': check,
      'POST /api/imports/uploads/{id}/trial': { draft },
      'POST /api/visits': {
        visit: { site_id, visited_at: '2026-03-09T01:00:00.000Z', mode: 'on-site' },
        issues: [{ severity: 2, category: 'fire' }],
      },
      'POST /api/nominations': { site_id, for_day: district.today, reason: nominationReasons[0] },
    },
  }
}
