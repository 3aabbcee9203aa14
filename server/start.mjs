// Builds what is missing or older than its sources, then runs one entry of the built server: `main`, `cli` or `bench`
// (`build`: none).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [entry = 'main', ...args] = process.argv.slice(2)

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Mingcha needs Node 20.19 or newer; this is ${process.version}.`)
  process.exit(2)
}

buildIfNeeded()
if (entry === 'build') process.exit(0)

// DuckDB fills libuv's four threads, and the pool's size is read only once, before any script runs.
const env = {
  ...process.env,
  UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? String(Math.max(8, availableParallelism() * 2)),
}
const child = spawn(
  process.execPath,
  ['--enable-source-maps', join(root, 'dist/server', `${entry}.js`), ...args],
  {
    stdio: 'inherit',
    env,
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)))

function buildIfNeeded() {
  const stamp = join(root, 'dist/built')
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  if (!existsSync(vite)) {
    if (built > 0) return
    console.error('Nothing is built yet and the build tools are not installed. Run `npm ci` first.')
    process.exit(2)
  }
  if (built >= newest()) return
  console.error(built === 0 ? 'Building Mingcha (once) …' : 'Sources changed: building Mingcha …')
  const result = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Whoever starts this may be a test runner, whose variables would make another program of it.
    env: { ...process.env, NODE_ENV: 'production', VITEST: undefined },
  })
  if (result.status !== 0) {
    console.error('The build failed; see above.')
    process.exit(1)
  }
  writeFileSync(stamp, `${new Date().toISOString()}\n`)
}

function newest() {
  let time = 0
  const visit = (path) => {
    const stat = statSync(path)
    if (!stat.isDirectory()) time = Math.max(time, stat.mtimeMs)
    else for (const name of readdirSync(path)) visit(join(path, name))
  }
  for (const path of ['client', 'server', 'data', 'bench', 'package-lock.json', 'vite.config.ts']) {
    if (existsSync(join(root, path))) visit(join(root, path))
  }
  return time
}
