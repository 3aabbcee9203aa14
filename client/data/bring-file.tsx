import { useEffect } from 'react'
import type { Look } from '#client/state/look.ts'
import { NoAnswer } from '#client/api/ask.ts'
import { useBringing } from './bringing.ts'
import { Dropping } from './dropping.tsx'
import { FileRead } from './file-read.tsx'
import { useUpload } from './use-imports.ts'

interface Props {
  zone: string
  today: string
  look: Look
}

/** A file from the moment it is chosen until it is imported. */
export function BringFile({ zone, today, look }: Props) {
  const uploadId = useBringing((bringing) => bringing.uploadId)
  const sheet = useBringing((bringing) => bringing.sheet)
  const upload = useUpload(uploadId, sheet)
  const isGone = upload.error instanceof NoAnswer && upload.error.code === 'not-found'
  useEffect(() => {
    if (isGone) useBringing.setState({ uploadId: null, error: upload.error })
  }, [isGone, upload.error])
  if (uploadId === null || upload.data === undefined || upload.data.uploadId !== uploadId)
    return <Dropping isLooking={uploadId !== null && !upload.isError} />
  return <FileRead key={uploadId} upload={upload.data} zone={zone} today={today} look={look} />
}
