import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { JobAnswer } from '#data/contract/imports.ts'
import type { Mapping } from '#data/contract/mapping.ts'
import type { Home } from '#server/home.ts'
import { Refusal } from '#server/http/problem.ts'
import { importFile } from '#server/ingest/import.ts'
import { isNoSpace } from '#server/ledger/faults.ts'
import { ImportRefused } from '#server/ingest/refused.ts'
import type { ImportReport } from '#server/ingest/report.ts'
import type { Upload } from './uploads.ts'

/** What is done with a file through a mapping. */
export interface Task {
  upload: Upload
  mapping: Mapping
  mappingName: string
}

/** Checks and imports of files that were sent, one after the other, each with its progress and its end. */
export interface Jobs {
  /** Begins a dry run. */
  check(task: Task): JobAnswer
  /** Begins the import of what a check that is done has checked. Throws Refusal('not-found' | 'conflict'). */
  store(checkId: string): JobAnswer
  /** Newest first. */
  list(): JobAnswer[]
  /** Throws Refusal('not-found'). */
  get(id: string): JobAnswer
  /** All rejects as CSV in a file; null: there are none. Throws Refusal('not-found'). */
  rejects(id: string): { path: string | null; name: string }
  /** Ends it without a trace where it has not ended by itself. Throws Refusal('not-found'). */
  cancel(id: string): JobAnswer
  /** Whether a file is being worked on. */
  uses(uploadId: string): boolean
  /** Ends what is running and waits for it. */
  close(): Promise<void>
}

interface Job {
  answer: JobAnswer
  task: Task
  controller: AbortController
  report: ImportReport | null
  ended: Promise<void>
}

/** Ended jobs that are remembered. */
const mostJobs = 50

export function createJobs(home: Home, now: () => Date, log: (error: unknown) => void): Jobs {
  const jobs = new Map<string, Job>()
  let last: Promise<void> = Promise.resolve()

  function begin(task: Task, does: JobAnswer['does'], checked: ImportReport | null): JobAnswer {
    forget()
    const { upload } = task
    const job: Job = {
      answer: {
        jobId: randomBytes(16).toString('hex'),
        uploadId: upload.id,
        name: upload.name,
        does,
        state: 'waiting',
        progress: null,
        report: null,
        error: null,
      },
      task,
      controller: new AbortController(),
      report: null,
      ended: Promise.resolve(),
    }
    jobs.set(job.answer.jobId, job)
    job.ended = last.then(() => run(job, checked))
    last = job.ended
    return job.answer
  }

  async function run(job: Job, checked: ImportReport | null): Promise<void> {
    const { answer, task, controller } = job
    if (controller.signal.aborted) return
    answer.state = 'running'
    try {
      if (home.damage !== null) throw home.damage
      const report = await importFile(home, {
        file: task.upload.path,
        mapping: task.mapping,
        mappingName: task.mappingName,
        now: now(),
        dryRun: answer.does === 'check',
        signal: controller.signal,
        onProgress: (progress) => {
          answer.progress = progress
        },
      })
      job.report = report
      const { outcome, seq, counts, rejects } = report
      answer.report = {
        outcome,
        seq,
        counts,
        rejects: { total: rejects.total, byCode: rejects.byCode, sample: rejects.sample },
        differs: checked !== null && outcome === 'stored' && !isDeepStrictEqual(counts, checked.counts),
      }
      answer.state = 'done'
    } catch (error) {
      if (controller.signal.aborted) answer.state = 'cancelled'
      else {
        answer.state = 'failed'
        answer.error = told(error)
        if (!(error instanceof ImportRefused)) log(error)
      }
    } finally {
      answer.progress = null
    }
  }

  function forget(): void {
    const ended = [...jobs.values()].filter(({ answer }) => hasEnded(answer))
    for (const { answer, report } of ended.slice(0, Math.max(0, ended.length - mostJobs))) {
      jobs.delete(answer.jobId)
      const file = report?.rejects.file ?? null
      if (file !== null) void rm(file, { force: true })
    }
  }

  function jobOf(id: string): Job {
    const job = jobs.get(id)
    if (job === undefined)
      throw new Refusal(
        'not-found',
        'This check or import is not known here any more. If the server was started anew, what was stored is in the history, and nothing else was.',
      )
    return job
  }

  return {
    check: (task) => begin(task, 'check', null),
    store(checkId) {
      const { answer, task, report } = jobOf(checkId)
      if (answer.does !== 'check' || answer.state !== 'done' || report === null)
        throw new Refusal('conflict', 'Only what was checked to the end can be imported.')
      return begin(task, 'import', report)
    },
    list: () => [...jobs.values()].map(({ answer }) => answer).toReversed(),
    get: (id) => jobOf(id).answer,
    rejects(id) {
      const { report, answer } = jobOf(id)
      return { path: report?.rejects.file ?? null, name: answer.name }
    },
    cancel(id) {
      const { answer, controller } = jobOf(id)
      if (!hasEnded(answer)) {
        controller.abort(new Error('cancelled'))
        if (answer.state === 'waiting') answer.state = 'cancelled'
      }
      return answer
    },
    uses: (uploadId) =>
      [...jobs.values()].some(({ answer }) => answer.uploadId === uploadId && !hasEnded(answer)),
    async close() {
      for (const { answer, controller } of jobs.values())
        if (!hasEnded(answer)) controller.abort(new Error('the server stops'))
      await last
    },
  }
}

const hasEnded = ({ state }: JobAnswer) => state !== 'waiting' && state !== 'running'

/** What may be said of a failure: a refusal in its own words, of anything else only what it means. */
function told(error: unknown): NonNullable<JobAnswer['error']> {
  if (error instanceof ImportRefused) return { code: error.code, detail: error.message }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (isNoSpace(error))
    return {
      code: 'disk-full',
      detail: 'There is no space left; nothing was stored. Free disk space, then try again.',
    }
  if (code === 'read-only' || code === 'broken' || code === 'locked')
    return { code: 'read-only', detail: 'The ledger takes no entries at the moment; nothing was stored.' }
  return {
    code: 'internal',
    detail: 'The import failed; nothing was stored. The server’s log has the cause.',
  }
}
