import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { Draft } from '#data/contract/draft.ts'
import type { UploadAnswer } from '#data/contract/imports.ts'
import { sendFile } from './send-file.ts'

/** A file on its way in: kept while one looks elsewhere, and over a reload. */
export interface Bringing {
  uploadId: string | null
  /** Of a workbook: the sheet that is looked at; null: the first. */
  sheet: string | null
  /** The mapping as it is being made; null: nothing could be proposed. */
  draft: Draft | null
  /** The saved mapping that is used instead. */
  saved: string | null
  checkId: string | null
  importId: string | null
  /** Bytes sent, while the file is being sent. */
  sending: { name: string; sent: number; total: number } | null
  /** Why a file was not taken. */
  error: unknown
}

const nothing: Bringing = {
  uploadId: null,
  sheet: null,
  draft: null,
  saved: null,
  checkId: null,
  importId: null,
  sending: null,
  error: null,
}

export const useBringing = create<Bringing>()(
  persist(() => nothing, {
    name: 'mingcha.bringing',
    storage: createJSONStorage(() => window.sessionStorage),
    partialize: ({ uploadId, sheet, draft, saved, checkId, importId }) => ({
      uploadId,
      sheet,
      draft,
      saved,
      checkId,
      importId,
    }),
  }),
)

let controller: AbortController | null = null

/** Sends a file and takes the best proposal of how to read it. Never throws: what went wrong is in the state. */
export async function bring(file: File): Promise<UploadAnswer | null> {
  stopSending()
  const own = new AbortController()
  controller = own
  useBringing.setState({ ...nothing, sending: { name: file.name, sent: 0, total: file.size } })
  try {
    const upload = await sendFile(file, own.signal, (sent, total) =>
      useBringing.setState({ sending: { name: file.name, sent, total } }),
    )
    useBringing.setState({
      ...nothing,
      uploadId: upload.uploadId,
      draft: upload.proposals[0]?.draft ?? null,
      saved: upload.saved[0] ?? null,
    })
    return upload
  } catch (error) {
    if (!own.signal.aborted) useBringing.setState({ ...nothing, error })
    return null
  }
}

export function stopSending(): void {
  controller?.abort()
  controller = null
  if (useBringing.getState().sending !== null) useBringing.setState(nothing)
}

/** Takes another sheet of the workbook, and what is proposed for it. */
export function takeSheet({ proposals, saved, sheet }: UploadAnswer): void {
  useBringing.setState({ sheet })
  read({ draft: proposals[0]?.draft ?? null, saved: saved[0] ?? null })
}

/** Puts the file aside; the server forgets it by itself if this does not reach it. */
export function putAside(): void {
  const { uploadId } = useBringing.getState()
  if (uploadId !== null)
    void fetch(`/api/imports/uploads/${uploadId}`, { method: 'DELETE' }).catch(() => null)
  useBringing.setState(nothing)
}

/** Another way to read the file: what was checked before says nothing about it. */
export function read(patch: Partial<Pick<Bringing, 'draft' | 'saved'>>): void {
  useBringing.setState({ ...patch, checkId: null, importId: null })
}
