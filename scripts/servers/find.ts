import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, binariesIn, findBinaries, platformPackages } from '../../src/embedded/binaries.ts'

const run = promisify(execFile)

/** A PostgreSQL that can be started on this machine. */
export interface Found {
  readonly major: number
  /** As it names itself, such as 15.20 (Debian 15.20-0+deb12u1). */
  readonly version: string
  readonly from: string
  readonly binaries: Binaries
}

/** What the service is to run on. */
export const majors = [15, 16, 17, 18]

/** The embedded server's packages of earlier versions, for machines whose distribution has one only. */
const earlier: Readonly<Record<number, string>> = {
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
}

const debian = '/usr/lib/postgresql'
const ownFolder = '.servers'

const packageName = () => platformPackages[`${process.platform}-${process.arch}`] ?? ''
const packageRoot = (major: number) => join(ownFolder, String(major), 'node_modules', packageName())

/** Debian's, those that `--fetch` brought, and the embedded one, by version. */
export async function findServers(): Promise<Found[]> {
  const kept = existsSync(debian) ? readdirSync(debian) : []
  const ofDebian = kept
    .filter((name) => existsSync(join(debian, name, 'bin', 'initdb')))
    .map((name) => ({ from: 'Debian', binaries: Promise.resolve(programsIn(join(debian, name, 'bin'))) }))
  const fetched = majors
    .filter((major) => existsSync(packageRoot(major)))
    .map((major) => ({ from: packageName(), binaries: binariesIn(packageRoot(major)) }))
  const all = [...ofDebian, ...fetched, { from: `${packageName()}, embedded`, binaries: findBinaries() }]
  const found = await Promise.all(all.map(async ({ from, binaries }) => identified(from, await binaries)))
  return found.sort((a, b) => a.major - b.major || (a.from < b.from ? -1 : 1))
}

function programsIn(folder: string): Binaries {
  return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres'), pgCtl: join(folder, 'pg_ctl') }
}

async function identified(from: string, binaries: Binaries): Promise<Found> {
  const { stdout } = await run(binaries.postgres, ['--version'])
  const version = stdout.replace('postgres (PostgreSQL)', '').trim()
  return { major: Number.parseInt(version, 10), version, from, binaries }
}

/** Brings the versions that the machine has none of, by npm, into a folder that git does not keep. */
export async function fetchMissing(found: readonly Found[], say: (text: string) => void): Promise<void> {
  for (const major of majors.filter((one) => !found.some((it) => it.major === one))) {
    const version = earlier[major]
    if (!version || packageName() === '') continue
    const folder = join(ownFolder, String(major))
    await mkdir(folder, { recursive: true })
    say(`npm install ${packageName()}@${version}`)
    const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts']
    await run('npm', [...args, `${packageName()}@${version}`], { shell: process.platform === 'win32' })
  }
}
