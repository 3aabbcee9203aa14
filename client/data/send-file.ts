import { NoAnswer } from '#client/api/ask.ts'
import { uploadAnswer, type UploadAnswer } from '#data/contract/imports.ts'
import { problemCodes } from '#data/contract/problem.ts'

/**
 * Sends a file as it is, and says how far it is. Throws NoAnswer; an aborted one throws the signal's reason. fetch
 * does not tell how much was sent.
 */
export function sendFile(
  file: File,
  signal: AbortSignal,
  onProgress: (sent: number, total: number) => void,
): Promise<UploadAnswer> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/imports/uploads?name=${encodeURIComponent(file.name.slice(-200))}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept', 'application/json')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded, total))
    request.addEventListener('load', () => {
      const { status, responseText } = request
      if (status !== 201) return fail(refusalOf(status, responseText))
      const answer = uploadAnswer.safeParse(jsonOf(responseText))
      if (answer.success) done(answer.data)
      else fail(new NoAnswer('garbled', status, null, answer.error.message))
    })
    request.addEventListener('error', () => fail(new NoAnswer('unreachable', null, null, '')))
    request.addEventListener('abort', () => fail(signal.reason))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function refusalOf(status: number, text: string): NoAnswer {
  const said = jsonOf(text)
  const code = 'code' in said ? problemCodes.find((one) => one === said.code) : undefined
  const detail = 'detail' in said && typeof said.detail === 'string' ? said.detail : ''
  return new NoAnswer(code ?? 'garbled', status, null, detail)
}

function jsonOf(text: string): object {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : {}
  } catch {
    return {}
  }
}
