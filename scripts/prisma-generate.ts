import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Writes Prisma's client to src/db/generated, without a download.
 *
 * Every Prisma command first fetches a schema engine from the internet, which hospital intranets do not reach.
 * Generating needs none: any existing file that PRISMA_SCHEMA_ENGINE_BINARY names stops the fetch, and this
 * Node is always there. The command is started by its script, not through a shell, so that Windows agrees.
 */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)
const manifest = require.resolve('prisma/package.json')
const { bin } = require(manifest) as { bin: { prisma: string } }

const { status, error } = spawnSync(process.execPath, [join(dirname(manifest), bin.prisma), 'generate', '--no-hints'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
})
if (error) throw error
process.exitCode = status ?? 1
