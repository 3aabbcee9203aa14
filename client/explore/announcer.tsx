import { useEffect, useRef } from 'react'
import { useSites, useSitesCoverage } from '#client/api/use-answers.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { useDone } from '#client/state/done.ts'
import { graceMs, useLive } from '#client/state/live.ts'
import { standingOfSite } from '#client/state/site.ts'
import { say, useSpeech } from '#client/state/speech.ts'
import { viewParameters } from '#client/state/url.ts'
import { daysOf } from './cell-texts.ts'
import type { Scene } from './scene.ts'

/** The one voice of the page: new sentence, selection, lost feed. It never speaks of what nobody has asked for. */
export function Announcer({ scene }: { scene: Scene }) {
  useHeadlineSaid(scene)
  useSelectionSaid(scene)
  useFeedSaid(scene.district.settings.zone)
  useDoneSaid()
  const { words, count } = useSpeech()
  return (
    <div className="hidden" aria-live="polite" aria-atomic="true" data-live-announcer="true">
      {words !== '' && <p key={count}>{words}</p>}
    </div>
  )
}

/** The sentence, once the answer to a look that the reader changed is there. */
function useHeadlineSaid({ look, coverage }: Scene): void {
  const asked = viewParameters(look).toString()
  const said = useRef({ asked, measure: look.measure, coverage })
  useEffect(() => {
    const before = said.current
    const isSame = before.asked === asked && before.measure === look.measure
    const isOnItsWay = before.asked !== asked && before.coverage === coverage
    if (isOnItsWay) return
    said.current = { asked, measure: look.measure, coverage }
    if (!isSame) say('headline', sentenceShown)
  }, [asked, look.measure, coverage])
}

/** The sentence as it is written, every number in its place, when its turn comes: playing may just have ended. */
function sentenceShown(): string | null {
  return document.querySelector('.headline h1')?.textContent ?? null
}

/** What is selected, and how it stands. */
function useSelectionSaid({ look, selected, district }: Scene): void {
  const { t, language, format } = useWords()
  const sites = useSites(look.cell, look.site !== null).data
  const standings = useSitesCoverage(look, look.site !== null).data
  const key = `${look.cell ?? ''} ${look.site ?? ''}`
  const said = useRef(key)
  const site = look.site === null ? undefined : sites?.sites.find(({ siteId }) => siteId === look.site)
  const record =
    site === undefined || standings === undefined
      ? null
      : standingOfSite(standings, site.siteNo, district.settings.bandBreaks)
  const subject =
    look.site === null
      ? selected?.area && { name: nameIn(language, selected.area), of: selected }
      : site && record && { name: siteName(site, language, t), of: record }
  useEffect(() => {
    if (said.current === key) return
    if (look.cell === null && look.site === null) {
      said.current = key
      say('selection', t('speech.deselected'))
    } else if (subject) {
      said.current = key
      const { name, of } = subject
      const standing = t(`standing.${of.standing}`)
      const days = of.recencyDays === null ? '' : daysOf(of, t, format)
      say(
        'selection',
        days === ''
          ? t('speech.selectedPlain', { name, standing })
          : t('speech.selected', { name, standing, days }),
      )
    }
  })
}

/** That what is shown grows old, once that is certain; and that it does no longer. */
function useFeedSaid(zone: string): void {
  const { t, format } = useWords()
  const { lostAt, heardAt } = useLive()
  const told = useRef(false)
  useEffect(() => {
    const at = (ms: number) => format.time(new Date(ms).toISOString(), zone)
    if (lostAt !== null) {
      const timer = setTimeout(
        () => {
          told.current = true
          say('feed', t('speech.lost', { at: at(heardAt ?? lostAt) }))
        },
        graceMs - (Date.now() - lostAt),
      )
      return () => clearTimeout(timer)
    }
    if (told.current && heardAt !== null) {
      told.current = false
      say('feed', t('speech.back', { at: at(heardAt) }))
    }
    return undefined
  }, [lostAt, heardAt, zone, t, format])
}

function useDoneSaid(): void {
  const { t } = useWords()
  useEffect(
    () =>
      useDone.subscribe(({ what }) => {
        if (what !== null) say('done', t(`speech.${what}`))
      }),
    [t],
  )
}
