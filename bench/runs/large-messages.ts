import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  admit,
  feeLines,
  fileLines,
  refusedMessages,
  uploadAsBase64,
  uploadAsBytes,
  uploadAsText,
} from '../data/large-messages.ts'
import { firstList } from '../data/roster-list.ts'
import { cleanUpAtTheEnd, made } from '../faults/environment/cleanup.ts'
import { ask } from '../faults/load/http.ts'
import { openPlace, type Place } from '../fuzz/place.ts'
import { probe } from '../fuzz/probe.ts'
import { log } from '../lib/environment.ts'
import { peakOf } from '../lib/memory.ts'

/**
 * `npm run bench:large-messages [-- --heap 512 --file-megabytes 110 --list-lines 300000]`: how long others wait while the largest messages and lists are
 * worked on, by one process with so large a heap. Prints for each what was answered and when, and the longest that /healthz took.
 */
const { values } = parseArgs({
  options: {
    heap: { type: 'string', default: '512' },
    'file-megabytes': { type: 'string', default: '110' },
    'list-lines': { type: 'string', default: '300000' },
  },
})

interface Sent {
  readonly path: string
  readonly key: string
  readonly body: string
  readonly type?: string
}

async function measured(place: Place, busyFile: string, name: string, sent: Sent): Promise<void> {
  const { port } = place.service
  const bytes = Buffer.byteLength(sent.body)
  writeFileSync(busyFile, '')
  const health = probe(port, 20)
  const from = performance.now()
  const { status, body } = await ask({ port, method: 'POST', timeoutMs: 300_000, ...sent })
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  const { maxMs, failures } = await health.stop()
  const said = /"err_msg":"([^"]{0,40})/.exec(body)?.[1] ?? (status < 300 ? 'done' : body.slice(0, 120))
  const row = [
    name,
    (bytes / 1e6).toFixed(1),
    String(status),
    said,
    seconds,
    String(Math.round(maxMs)),
    readFileSync(busyFile, 'utf8'),
    String(failures),
  ]
  console.log(`| ${[...row, (await peakOf(place.service.pid)).toFixed(0)].join(' | ')} |`)
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-busy-'))
  made(folder)
  const busyFile = join(folder, 'ms')
  writeFileSync(busyFile, '')
  const env = { NODE_OPTIONS: `--max-old-space-size=${values.heap}`, BENCH_BUSY_FILE: busyFile }
  const place = await openPlace(1, { env, preload: [fileURLToPath(new URL('../lib/busy.ts', import.meta.url))] })
  try {
    const { keys, service } = place
    const key = keys.hospitals['H14050000001'] as string
    const visit = await admit(service, key)
    console.log(
      '| what | MB | status | said | answered after, s | longest /healthz, ms | longest work, ms of CPU | no answer | peak, MB |',
    )
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
    const messages: Readonly<Record<string, () => string>> = {
      '2301, 5000 lines of forty fields': () => feeLines(visit),
      '2301, all of them wrong': () => feeLines(visit, true),
      '9101, base64': uploadAsBase64,
      '9101, text': uploadAsText,
      '9101, byte values': uploadAsBytes,
      ...refusedMessages,
    }
    for (const [name, make] of Object.entries(messages))
      await measured(place, busyFile, name, { path: '/nhsa', key, body: make() })
    const file = `/v1/reconciliations/files?hospitalCode=H14050000001&fileName=x.txt`
    await measured(place, busyFile, 'POST /v1/reconciliations/files', {
      path: file,
      key,
      body: fileLines(Number(values['file-megabytes']) * 1_000_000),
      type: 'text/plain',
    })
    const list = [...firstList(Number(values['list-lines']), '2024-01-01')].join('')
    const roster = '/v1/rosters?region=140500&month=2024-04&department=civil-affairs'
    await measured(place, busyFile, 'POST /v1/rosters', {
      path: roster,
      key: keys.bureau,
      body: list,
      type: 'text/csv',
    })
    for (const accident of service.accidents) log(accident)
  } finally {
    await place.close(false)
  }
}

cleanUpAtTheEnd()
await main()
