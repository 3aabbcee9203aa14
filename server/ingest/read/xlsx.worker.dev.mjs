// Runs the worker from its sources: on Node 20 `--import tsx` does not reach worker threads, its register() does.
import { register } from 'tsx/esm/api'

register()
await import('./xlsx.worker.ts')
