/** Makes `dist/` from nothing: the compiled service, the data that the code reads from its own folder, and the console. */
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const dataFiles = ['.yaml', '.yml', '.json']

function isData(path: string): boolean {
  return statSync(path).isDirectory() || dataFiles.includes(extname(path))
}

// A file that was deleted or renamed in src must not live on in dist, where the service would still load it.
rmSync(join(root, 'dist'), { recursive: true, force: true })
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
cpSync(join(root, 'src/policies'), join(root, 'dist/policies'), { recursive: true, filter: isData })
await build({ configFile: join(root, 'console/vite.config.ts') })
