import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { builtConsole } from '../support/console/built.ts'
import { send, testApp } from '../support/database/test-app.ts'

const folder = await builtConsole()
const it = testApp({ consoleFolder: folder })
const page = readFileSync(join(folder, 'index.html'), 'utf8')
const assets = readdirSync(join(folder, 'assets'))
const plain = assets.filter((name) => /\.(js|css)$/.test(name))
const zipped = (name: string) => statSync(join(folder, 'assets', `${name}.gz`)).size

/** What the browser loads before the first page is there: what the page names, and what those files import at once. */
function firstLoad(): string[] {
  const loaded = new Set(plain.filter((name) => page.includes(`/${name}`)))
  for (const name of loaded) {
    const text = readFileSync(join(folder, 'assets', name), 'utf8')
    for (const other of plain) if (new RegExp(`from ?["'\`]\\./${other}`).test(text)) loaded.add(other)
  }
  return [...loaded]
}

const kilobytes = 1000

test('the first load is at most 450 kB, each further page at most 60 kB', () => {
  const first = firstLoad()
  const total = first.reduce((sum, name) => sum + zipped(name), 0)
  expect(total).toBeGreaterThan(100 * kilobytes)
  expect(total).toBeLessThanOrEqual(450 * kilobytes)
  const further = plain.filter((name) => !first.includes(name))
  expect(further.length).toBeGreaterThan(2)
  expect(further.filter((name) => zipped(name) > 60 * kilobytes)).toEqual([])
})

test('each file has its compressed forms beside it, which hold the same', () => {
  for (const name of plain) {
    const read = (ending: string) => readFileSync(join(folder, 'assets', name + ending))
    expect(brotliDecompressSync(read('.br')).equals(read(''))).toBe(true)
    expect(gunzipSync(read('.gz')).equals(read(''))).toBe(true)
  }
})

test('the page is closed to what is not ours, and has a nonce of its own each time', async () => {
  const [first, second] = [await send(it, 'GET', '/console'), await send(it, 'GET', '/console/settlements/enter')]
  const policy = String(first.headers['content-security-policy'])
  expect(policy).toMatch(/^default-src 'self'; style-src 'self' 'nonce-[\w+/=]{24}';/)
  expect(policy).not.toContain('unsafe')
  const [, nonce = ''] = /nonce-([\w+/=]+)'/.exec(policy) ?? []
  expect(first.body).toContain(`content="${nonce}"`)
  expect(second.headers['content-security-policy']).not.toBe(policy)
  expect(first.headers['cache-control']).toBe('no-store')
})

test('files are kept for a year, sent compressed, and one that is gone is not the page', async () => {
  const script = plain.find((name) => name.endsWith('.js')) ?? ''
  const headers = { 'accept-encoding': 'br' }
  const file = await send(it, 'GET', `/console/assets/${script}`, undefined, { headers })
  expect([file.status, file.headers['content-encoding']]).toEqual([200, 'br'])
  expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await send(it, 'GET', '/console/assets/gone-00000000.js')).status).toBe(404)
  expect((await send(it, 'GET', '/console/assets/..%2f..%2findex.html')).status).toBe(404)
})
