import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export interface Metrics {
  registry: Registry
  seconds: Histogram<'method' | 'route' | 'status'>
  cache: Counter<'outcome'>
  screens: Gauge
  dropped: Counter
  sequence: Gauge
}

/** Prometheus metrics of one server. `ofProcess` adds Node's own (event loop, memory); once per process. */
export function createMetrics(ofProcess: boolean): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (ofProcess) collectDefaultMetrics({ register: registry })
  return {
    registry,
    seconds: new Histogram({
      name: 'mingcha_request_seconds',
      help: 'Time until an answer was ready',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers,
    }),
    cache: new Counter({
      name: 'mingcha_answers_total',
      help: 'Answers to questions: kept (hit), shared with one under way (joined), asked anew (miss), unchanged (304)',
      labelNames: ['outcome'],
      registers,
    }),
    screens: new Gauge({ name: 'mingcha_live_screens', help: 'Open live feeds', registers }),
    dropped: new Counter({
      name: 'mingcha_live_dropped_total',
      help: 'Live feeds closed because they were not read',
      registers,
    }),
    sequence: new Gauge({ name: 'mingcha_ledger_sequence', help: 'Sequence of the newest entry', registers }),
  }
}
