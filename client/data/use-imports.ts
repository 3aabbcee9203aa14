import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { askJson } from '#client/api/ask.ts'
import { useLive } from '#client/state/live.ts'
import type { RegisterAnswer } from '#data/contract/register.ts'
import type { Draft } from '#data/contract/draft.ts'
import type {
  ImportsAnswer,
  JobAnswer,
  MappingsAnswer,
  OutlinesAnswer,
  TrialAnswer,
  UndoPreview,
  UploadAnswer,
} from '#data/contract/imports.ts'

const useRevision = () => useLive((live) => live.revision?.revision ?? '')
const pollMs = 300

/** A file that was sent, as long as the server has it. */
export function useUpload(uploadId: string | null, sheet: string | null) {
  return useQuery({
    queryKey: ['upload', uploadId, sheet, useRevision()],
    enabled: uploadId !== null,
    queryFn: ({ signal }) => askUpload(uploadId ?? '', sheet, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

/** What a file holds, or one sheet of it. */
export function askUpload(
  uploadId: string,
  sheet: string | null,
  signal?: AbortSignal,
): Promise<UploadAnswer> {
  const query = sheet === null ? '' : `?sheet=${encodeURIComponent(sheet)}`
  return askJson<UploadAnswer>(
    `/api/imports/uploads/${uploadId}${query}`,
    signal === undefined ? {} : { signal },
  )
}

/** How a check or an import stands, asked for until it has ended. */
export function useJob(jobId: string | null) {
  return useQuery({
    queryKey: ['job', jobId],
    enabled: jobId !== null,
    queryFn: ({ signal }) => askJson<JobAnswer>(`/api/imports/jobs/${jobId}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data !== undefined && hasEnded(data) ? false : pollMs),
    retry: false,
  })
}
export const hasEnded = ({ state }: JobAnswer) => state !== 'waiting' && state !== 'running'

/** Where positions lie under each datum; asked anew when other columns are their source. */
export function useTrial(uploadId: string, draft: Draft, wanted: boolean) {
  const { fields, sheet, encoding, delimiter } = draft
  const { lon, lat, geometry } = fields
  return useQuery({
    queryKey: [
      'trial',
      uploadId,
      JSON.stringify([encoding, delimiter, sheet, lon, lat, geometry]),
      useRevision(),
    ],
    enabled: wanted,
    queryFn: ({ signal }) =>
      askJson<TrialAnswer>(`/api/imports/uploads/${uploadId}/trial`, {
        method: 'POST',
        body: JSON.stringify({ draft: { ...draft, datum: null } }),
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

export function useOutlines(wanted: boolean) {
  return useQuery({
    queryKey: ['outlines', useLive((live) => live.revision?.geometryRevision ?? '')],
    enabled: wanted,
    queryFn: ({ signal }) => askJson<OutlinesAnswer>('/api/imports/outlines', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function useMappings() {
  return useQuery({
    queryKey: ['mappings', useRevision()],
    queryFn: ({ signal }) => askJson<MappingsAnswer>('/api/mappings', { signal }),
    placeholderData: keepPreviousData,
  })
}

/** The newest imports, so many. */
export function useImportHistory(limit: number) {
  return useQuery({
    queryKey: ['imports', limit, useRevision()],
    queryFn: ({ signal }) => askJson<ImportsAnswer>(`/api/imports?limit=${limit}`, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** What is wrong with the register. */
export function useRegister() {
  return useQuery({
    queryKey: ['register', useRevision()],
    queryFn: ({ signal }) => askJson<RegisterAnswer>('/api/register/health', { signal }),
    placeholderData: keepPreviousData,
  })
}

export function useUndoPreview(seq: number) {
  return useQuery({
    queryKey: ['undo', seq, useRevision()],
    queryFn: ({ signal }) => askJson<UndoPreview>(`/api/imports/${seq}/undo`, { signal }),
  })
}
