import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { serveApi } from './server/dev.ts'
import { LongFirst } from './test/support/long-first.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(({ command }) => ({
  root: process.env['VITEST'] === undefined ? at('client') : at('.'),
  plugins: [react(), serveApi()],
  publicDir: false,
  environments: {
    client: {
      build: { outDir: at('dist/client'), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1200 },
    },
    ssr: {
      // Bundled, the server answers in half the time; in development its packages stay what Node makes of them.
      resolve:
        command === 'build' ? { noExternal: true, external: ['@duckdb/node-api', '@node-rs/argon2'] } : {},
      build: {
        outDir: at('dist/server'),
        emptyOutDir: true,
        target: 'node20',
        ssr: true,
        sourcemap: true,
        rolldownOptions: {
          input: {
            main: at('server/main.ts'),
            cli: at('server/cli.ts'),
            bench: at('bench/cells.ts'),
            'tile.worker': at('server/tiles/tile.worker.ts'),
            'xlsx.worker': at('server/ingest/read/xlsx.worker.ts'),
          },
          output: { entryFileNames: '[name].js' },
        },
      },
    },
  },
  builder: {},
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: [at('./test/support/build.ts')],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // A browser that draws in software may take seconds for what takes a frame elsewhere, and may lose a first click.
    expect: { poll: { timeout: 15_000 } },
    retry: process.env['CI'] === undefined ? 0 : 1,
  },
}))
