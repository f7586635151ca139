import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sweepLeftovers } from '../../../src/application/uploads/leftovers.ts'
import { type Spooled, spooled } from '../../../src/application/uploads/spool.ts'
import { refusalOf } from '../../support/people/registers.ts'

let before: string | undefined
let folder = ''
beforeEach(async () => {
  before = process.env.TMPDIR
  folder = await mkdtemp(join(tmpdir(), 'spool-test-'))
  process.env.TMPDIR = folder
})
afterEach(async () => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  await rm(folder, { recursive: true })
})

const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251))
const sent = () => Readable.from([content.subarray(0, 7), content.subarray(7, 150_000), content.subarray(150_000)])

async function all(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

describe('an upload that is laid down', () => {
  test('is read from any byte to any other, as often as it is asked for', async () => {
    await spooled(sent(), 1_000_000, async (file) => {
      expect(file.bytes).toBe(content.length)
      const ranges = [
        [0, 300_000],
        [0, 1],
        [15, 17],
        [16, 32],
        [131_071, 131_090],
        [299_999, 300_000],
        [5, 5],
        [7, 400_000],
      ]
      for (const [from = 0, to = 0] of ranges)
        expect((await all(file.read(from, to))).equals(content.subarray(from, to))).toBe(true)
      expect((await all(file.read())).equals(content)).toBe(true)
    })
  })

  test('has no name that another process could read or a crash could leave behind', async () => {
    await spooled(sent(), 1_000_000, async () => {
      expect(await readdir(folder)).toEqual([])
    })
    expect(await readdir(folder)).toEqual([])
  })

  test('holds nothing on the disk that can be read', async () => {
    const secret = 'the number of somebody'.repeat(100)
    await spooled(Readable.from([Buffer.from(secret)]), 1_000_000, async () => {
      const mine = await Promise.all((await readdir('/proc/self/fd')).map(deletedFile))
      const found = mine.filter((bytes) => bytes?.length === secret.length)
      expect(found).toHaveLength(1)
      expect(found[0]?.includes('somebody')).toBe(false)
    })
  })

  test('is refused as soon as it is too long, and when the sender hangs up', async () => {
    const never = (_: Spooled) => Promise.reject(new Error('nothing arrived whole'))
    expect((await refusalOf(spooled(sent(), 299_999, never))).code).toBe('body-too-large')
    const cut = Readable.from(
      (function* () {
        yield content
        throw new Error('aborted')
      })(),
    )
    expect((await refusalOf(spooled(cut, 1_000_000, never))).code).toBe('file-unreadable')
  })
})

/** What stands in an open file without a name; null for all other descriptors. */
async function deletedFile(fd: string): Promise<Buffer | null> {
  const { readlink } = await import('node:fs/promises')
  const target = await readlink(`/proc/self/fd/${fd}`).catch(() => '')
  if (!target.includes('yizhan-upload-')) return null
  return readFile(`/proc/self/fd/${fd}`)
}

test('what a process left is swept when it is old, and nothing else', async () => {
  const old = new Date('2024-05-05T00:00:00Z')
  const now = new Date('2024-05-05T02:00:00Z')
  for (const name of ['yizhan-upload-a', 'yizhan-upload-young', 'another']) await writeFile(join(folder, name), 'a')
  await mkdtemp(join(folder, 'yizhan-roster-'))
  for (const name of await readdir(folder)) await utimes(join(folder, name), old, name.endsWith('young') ? now : old)
  expect(await sweepLeftovers(now)).toBe(2)
  expect((await readdir(folder)).sort()).toEqual(['another', 'yizhan-upload-young'])
})
