import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { buildApp } from '../src/app.ts'
import { createCaller } from '../src/application/callers/issue-keys.ts'
import { demoPeople } from '../src/application/demo/demo-people.ts'
import { demoClerk, loadDemoData } from '../src/application/demo/load-demo.ts'
import { createLedgerWriter } from '../src/application/ledger/ledger-writer.ts'
import type { Service } from '../src/application/service.ts'
import { sha256Hex } from '../src/application/shared/hash.ts'
import { createSecrets } from '../src/application/shared/secrets.ts'
import { UploadGate } from '../src/application/uploads/gate.ts'
import { openDatabase } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { categoryName } from '../src/domain/names/categories.ts'
import { PolicyLibrary } from '../src/domain/policies/library.ts'
import { startEmbedded } from '../src/embedded/start.ts'
import { builtInPolicies, loadPacks } from '../src/policies/loader/load.ts'
import { collection, fieldPage } from './his-kit.ts'

const run = promisify(execFile)
const page = new URL('../docs/hospital-interface.md', import.meta.url)
const fieldsFile = new URL('../docs/hospital-fields.md', import.meta.url)
const collectionFile = new URL('../docs/samples/yizhan.postman.json', import.meta.url)

/** A shell block with the block of its answers right behind it. */
const blocks = /```bash\n([\s\S]*?)```\n(?:```(json|text)\n([\s\S]*?)```\n)?/g
const mark = '----- end of block -----'

/** The day on which the page is run, whatever day it is: its answers must not depend on it. */
const prelude = (second: string) => `set -u
date() { case "$1" in +%F) echo 2024-05-05;; +%Y%m) echo 202405;; +%Y%m%d%H%M%S) echo ${second};; *) echo '2024-05-05 12:00:00';; esac; }
`

/**
 * Runs every shell block of the page, one after the other in one shell, against a service on this machine, and answers
 * the page with what came back.
 */
export async function runPage(
  markdown: string,
  { port, key, second = '20240505120000' }: { port: number; key: string; second?: string },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'his-'))
  try {
    await mkdir(join(folder, '.data'))
    await writeFile(join(folder, '.data/demo-keys.json'), JSON.stringify({ hospitals: { H14050000001: key } }))
    const found = [...markdown.matchAll(blocks)]
    const script = found
      .map(([, code = '']) => `${code.replaceAll('127.0.0.1:${PORT:-3000}', `127.0.0.1:${port}`)}\necho '${mark}'\n`)
      .join('')
    const { stdout } = await run('bash', ['-c', prelude(second) + script], { cwd: folder, maxBuffer: 1e8 })
    const outputs = stdout.split(`${mark}\n`)
    let at = 0
    const answered = markdown.replace(blocks, (_, code: string, kind: string | undefined) => {
      const output = outputs[at++] ?? ''
      const block = `\`\`\`bash\n${code}\`\`\`\n`
      return kind ? `${block}\`\`\`${kind}\n${shown(kind, output)}\`\`\`\n` : block
    })
    return answered.replace(peopleTable, `${people()}\n`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const peopleTable = /DEMO-PEOPLE\n|\| identity 身份[\s\S]*?\n(?=\n)/

function people(): string {
  const there = demoPeople.filter(({ insuredRegion }) => insuredRegion === '140502')
  const rows = there.map(({ personNo, categories, idNumber }) => {
    const names = categories.map((category) => `\`${category}\` ${categoryName(category).zh}`)
    return `| ${names.join(' + ') || '— 普通居民'} | ${personNo} | ${idNumber} |`
  })
  return ['| identity 身份 | `psn_no` in Jincheng 晋城 | card 身份证号（虚构） |', '| --- | --- | --- |', ...rows].join(
    '\n',
  )
}

function shown(kind: string, output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return `${lines.map((line) => (kind === 'json' && line.startsWith('{') ? answer(line) : line.trimEnd())).join('\n')}\n`
}

/** What is alike in every answer, or empty, is left out; numbers keep the digits that were sent. */
function answer(line: string): string {
  const bare = line
    .replace(/"(inf_refmsgid|refmsg_time|respond_time)":"[^"]*",/g, '')
    .replace(/,"(warn_msg|output|cainfo|signtype)":null(?=[,}])/g, '')
    .replace(/,"err_msg":null(?=[,}])/g, '')
  return bare
    .replace('"output":{', '"output":{\n  ')
    .replace(/"setldetail":\[\{/, '\n  "setldetail":[\n    {')
    .replace(/\},\{/g, '},\n    {')
    .replace(/\}\](?=[,}])/g, '}]')
}

/** Ids and numbers that are new each time; two runs of the page are compared without them. */
export function withoutIds(markdown: string): string {
  return markdown
    .replace(/\b(?=[0-9a-z]*\d)(?=[0-9a-z]*[a-z])[0-9a-z]{25}\b/g, 'ID')
    .replace(/\b\d{30}\b/g, 'NUMBER')
    .replace(/\bH\d{29}\b/g, 'MSGID')
}

/** A service with the demo people, at noon of a fixed day. */
async function openDemo(url: string): Promise<{ service: Service; key: string }> {
  await migrate({ url })
  const db = openDatabase({ url })
  const loaded = await loadPacks([builtInPolicies])
  const library = new PolicyLibrary(
    loaded.files.map(({ file }) => file),
    sha256Hex,
  )
  const clock = () => new Date('2024-05-05T04:00:00Z')
  const ledger = createLedgerWriter({ db, library, clock })
  await ledger.archive.keep(clock())
  const service = {
    db,
    library,
    ledger,
    clock,
    secrets: createSecrets(Buffer.alloc(32, 7)),
    uploads: new UploadGate(),
    adminKey: null,
  }
  await loadDemoData(service)
  const hospital = { kind: 'hospital', name: 'his', region: '140502', hospitalCode: 'H14050000001' } as const
  return { service, key: (await createCaller(service, demoClerk, hospital)).key }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'his-page-'))
  const postgres = await startEmbedded(folder, { settings: { fsync: 'off' } })
  try {
    const { service, key } = await openDemo(postgres.url)
    const app = await buildApp({ service, losesAnswers: true })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    await writeFile(page, await runPage(await readFile(page, 'utf8'), { port, key }))
    await writeFile(fieldsFile, fieldPage())
    await writeFile(collectionFile, collection())
    await app.close()
    await service.ledger.close()
    await service.db.close()
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
