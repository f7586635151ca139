import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import { zipOf } from '../../../src/nhsa/reply/zip.ts'
import { unzipped } from '../../support/files/hospital-file.ts'

/** Longer than what is packed at once, with text that takes several bytes a character. */
function* text(): Generator<string> {
  for (let at = 0; at < 20_000; at++) yield `${at}\t中心多：补记\t${(at * 7919) % 10_007}\r\n`
}
const whole = [...text()].join('')

test('what is packed is read again by a ZIP library, with its name, size and check sum', async () => {
  const zip = await yauzl.fromBufferPromise(await zipOf('对账.txt', text()), { validateEntrySizes: true })
  const entries: yauzl.Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  expect(entries.map(({ fileName }) => fileName)).toEqual(['对账.txt'])
  const [entry] = entries as [yauzl.Entry]
  expect(entry.uncompressedSize).toBe(Buffer.byteLength(whole))
  const read = await buffer(await zip.openReadStreamPromise(entry))
  expect(read.toString('utf8')).toBe(whole)
})

test('the first header is enough, and the same text is the same file', async () => {
  const zip = await zipOf('a.txt', text())
  expect(unzipped(zip)).toEqual({ name: 'a.txt', content: whole })
  expect((await zipOf('a.txt', text())).equals(zip)).toBe(true)
  expect(unzipped(await zipOf('empty.txt', [])).content).toBe('')
})

test('what goes wrong on the way is not packed over', async () => {
  const broken = async function* () {
    yield 'a'
    throw new Error('the ledger went away')
  }
  await expect(zipOf('a.txt', broken())).rejects.toThrow('the ledger went away')
})
