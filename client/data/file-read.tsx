import { Button } from 'react-aria-components'
import type { Look } from '#client/state/look.ts'
import { hasPositions, mappingOf, openOf } from '#data/contract/draft.ts'
import type { SavedMapping, UploadAnswer } from '#data/contract/imports.ts'
import { putAside, useBringing } from './bringing.ts'
import { Checking } from './checking.tsx'
import { DatumTrial } from './datum-trial.tsx'
import { Fields } from './fields.tsx'
import { FirstRows } from './first-rows.tsx'
import { mappingNameOf } from './mapping-name.ts'
import { useMappings } from './use-imports.ts'
import { What } from './what.tsx'
import { useDataWords } from './words.ts'

interface Props {
  upload: UploadAnswer
  zone: string
  today: string
  look: Look
}

/** A file that was sent: what is in it, how it is read, what a check finds, and the import. */
export function FileRead({ upload, zone, today, look }: Props) {
  const { t, format } = useDataWords()
  const draft = useBringing((bringing) => bringing.draft)
  const savedName = useBringing((bringing) => bringing.saved)
  const mappings = useMappings()
  const saved = mappings.data?.mappings.find(({ name }) => name === savedName) ?? null
  const mapping: SavedMapping['mapping'] | null =
    saved !== null ? saved.mapping : draft === null ? null : mappingOf(draft, zone)
  const open = saved !== null || draft === null ? [] : openOf(draft)
  return (
    <>
      <section className="data-card data-file">
        <div className="data-file-head">
          <h2>{upload.name}</h2>
          <p className="quiet">
            {[
              ...(upload.format === 'csv'
                ? ['CSV', upload.encoding.toUpperCase()]
                : [formatNames[upload.format]]),
              sizeOf(upload.bytes),
              upload.whole
                ? t('records', { n: format.whole(upload.seen), count: upload.seen })
                : t('recordsMore', { n: format.whole(upload.seen), count: upload.seen }),
            ].join(' · ')}
          </p>
        </div>
        <Button className="button" onPress={putAside}>
          {t('another')}
        </Button>
        {upload.imported[0] !== undefined && (
          <p className="data-before">
            {t(upload.imported[0].undoneBy === null ? 'importedBefore' : 'importedUndone', {
              at: format.moment(upload.imported[0].at, zone, today),
              seq: upload.imported[0].seq,
            })}
          </p>
        )}
      </section>
      <FirstRows upload={upload} />
      <What
        upload={upload}
        draft={draft}
        saved={saved?.name ?? null}
        mappings={mappings.data?.mappings ?? []}
      />
      {saved === null && draft !== null && (
        <>
          <Fields upload={upload} draft={draft} />
          {hasPositions(draft) && <DatumTrial uploadId={upload.uploadId} draft={draft} />}
        </>
      )}
      <Checking
        uploadId={upload.uploadId}
        mapping={mapping}
        name={saved?.name ?? mappingNameOf(upload.name)}
        isSaved={saved !== null}
        open={open}
        look={look}
      />
    </>
  )
}

const formatNames = { xlsx: 'Excel', geojson: 'GeoJSON' }

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kilo = bytes / 1024
  return kilo < 1024 ? `${Math.round(kilo)} KB` : `${(kilo / 1024).toFixed(1)} MB`
}
