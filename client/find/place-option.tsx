import { Scan } from 'lucide-react'
import type { ReactNode } from 'react'
import { CellSwatch } from '#client/explore/cell-swatch.tsx'
import { daysOf } from '#client/explore/cell-texts.ts'
import type { Scene } from '#client/explore/scene.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { siteName } from '#client/i18n/site-name.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Cell } from '#client/state/cells.ts'
import { KindIcon } from '#client/ui/kind-icon.tsx'
import type { SearchItem } from '#data/contract/api.ts'
import { Marked } from './marked.tsx'

interface Props {
  place: SearchItem
  scene: Scene
  /** The cell as the scene shows it; null: it is none, or not in the scene. */
  cell: Cell | null
}

/** A place that was found: how it stands, what it is called, where it lies, why it was found. */
export function PlaceOption({ place, scene, cell }: Props) {
  const { t, language, format } = useWords()
  const { level, kind, name, nameEn, marks, id } = place
  const own = language === 'en' && nameEn !== null ? 'nameEn' : name === null ? 'nameEn' : 'name'
  const called =
    nameIn(language, place) ?? (kind === null ? id : siteName({ ...place, siteId: id, kind }, language, t))
  return (
    <>
      <span className="found-sign">
        <Sign place={place} scene={scene} cell={cell} />
      </span>
      <span className="found-name">
        {name === null && nameEn === null ? called : <Marked text={called} field={own} marks={marks} />}
      </span>
      <span className="found-where">
        <Where place={place} shown={own} />
      </span>
      <span className="found-end">
        {level === 'community' && t('find.movesMap')}
        {cell !== null && (
          <>
            <span className="hidden">{t(`standing.${cell.standing}`)} </span>
            {daysOf(cell, t, format) || <span aria-hidden="true">{t(`standing.${cell.standing}`)}</span>}
          </>
        )}
        {kind !== null && t(`kinds.${kind}`)}
      </span>
    </>
  )
}

function Sign({ place, scene, cell }: Props) {
  if (place.kind !== null) return <KindIcon kind={place.kind} size={13} />
  if (place.level === 'community') return <Scan size={14} strokeWidth={1.5} aria-hidden="true" />
  if (cell === null) return <span className="swatch swatch-no-data" aria-hidden="true" />
  const { look, theme, district } = scene
  return <CellSwatch cell={cell} measure={look.measure} theme={theme} settings={district.settings} />
}

/** Why a place was found, where its name does not show it; and what it lies in, where its name does not say it. */
function Where({ place, shown }: { place: SearchItem; shown: 'name' | 'nameEn' }) {
  const { t, language } = useWords()
  const { level, code, id, name, nameEn, unitName, unitNameEn, unlocated, marks } = place
  const texts = { name, nameEn, code: code ?? id, unitName, unitNameEn }
  const isMarked = (field: keyof typeof texts) => marks.some((mark) => mark.field === field)
  const units =
    language === 'en' ? (['unitNameEn', 'unitName'] as const) : (['unitName', 'unitNameEn'] as const)
  const other = shown === 'name' ? 'nameEn' : 'name'
  const why = isMarked(shown) ? undefined : ([other, 'code', ...units] as const).find(isMarked)
  const parts: ReactNode[] =
    why === undefined ? [] : [<Marked key={why} text={texts[why] ?? ''} field={why} marks={marks} />]

  const cell = nameIn(language, { name: place.cellName, nameEn: place.cellNameEn })
  const community = nameIn(language, { name: place.communityName, nameEn: place.communityNameEn })
  const around = level === 'site' ? (cell ?? community) : community
  if (unlocated !== null) parts.push(t(`find.unlocated.${unlocated}`))
  else if (around !== null && !(texts[shown] ?? '').startsWith(around)) parts.push(around)
  return parts.map((part, i) => <span key={i}>{part}</span>)
}
