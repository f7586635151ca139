import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** What the built console is made of. */
const sources = ['console', 'clients/typescript/src', 'src/domain', 'package-lock.json']

function filesOf(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesOf(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  )
}

/** The console, built as `npm run build` does, once for what it is made of: test files that run at the same time share it. */
export async function builtConsole(): Promise<string> {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(filesOf)) hash.update(path).update(readFileSync(join(root, path)))
  const place = join(tmpdir(), `yizhan-console-${hash.digest('hex').slice(0, 16)}`)
  if (existsSync(place)) return place
  const outDir = mkdtempSync(`${place}-`)
  await build({ configFile: join(root, 'console/vite.config.ts'), build: { outDir } })
  try {
    renameSync(outDir, place)
  } catch {
    // Another file was as quick.
    rmSync(outDir, { recursive: true, force: true })
  }
  return place
}
