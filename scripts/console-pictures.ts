import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = 'docs/console.md'

/** Where fontconfig is not there to say so, the pictures are looked at. */
function hasChineseFont(): boolean {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return status !== 0 || stdout.trim() !== ''
}

/** The pictures of docs/console.md, made anew by the tests of the console: they show what the tests have seen. */
function main(): void {
  if (!hasChineseFont())
    throw new Error(
      'this system has no Chinese font, so the pictures would show boxes: install one, such as fonts-wqy-microhei',
    )
  const shown = [...readFileSync(join(root, page), 'utf8').matchAll(/!\[[^\]]*\]\((pictures\/[\w-]+\.png)\)/g)]
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-pictures-'))
  try {
    const env = { ...process.env, SCREENSHOTS: folder }
    const { status } = spawnSync('npx', ['vitest', 'run', 'test/console'], { cwd: root, env, stdio: 'inherit' })
    if (status !== 0) throw new Error('the tests of the console did not pass, so nothing was copied')
    for (const [, path = ''] of shown) {
      const to = join(root, dirname(page), path)
      mkdirSync(dirname(to), { recursive: true })
      copyFileSync(join(folder, path.replace('pictures/', '')), to)
    }
    console.log(`${shown.length} pictures of ${page} are new`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main()
