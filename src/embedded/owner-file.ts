import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Identity } from './identity.ts'

/**
 * Who owns a data folder, one file an owner: `owner-7.json` follows `owner-6.json`.
 *
 * A file of the next number can be made by one process only, on every file system and from every machine; who made the
 * highest number is the owner. The highest is never removed, so that no number is ever given twice.
 */
export interface OwnerRecord extends Identity {
  readonly id: string
  readonly state: 'running' | 'stopping' | 'ended'
  /** The named pipe that lives as long as the owner and its PostgreSQL; null where there are no named pipes. */
  readonly mark: { readonly name: string; readonly dev: number; readonly ino: number } | null
}

export interface Newest {
  readonly number: number
  /** Null while it is being written, or when it was cut off. */
  readonly record: OwnerRecord | null
  /** When its owner last gave a sign of life, in the clock of the file system: only good for seeing that it changes. */
  readonly beat: number
}

export function ownerPath(folder: string, number: number): string {
  return join(folder, `owner-${number}.json`)
}

export function markName(id: string): string {
  return `owner-${id}.alive`
}

async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names.flatMap((name) => {
    const [, digits] = /^owner-(\d{1,15})\.json$/.exec(name) ?? []
    return digits === undefined ? [] : [Number(digits)]
  })
}

export async function highestNumber(folder: string): Promise<number> {
  return Math.max(0, ...(await numbersIn(folder)))
}

/** Null where nobody ever owned the folder. */
export async function newestOwner(folder: string): Promise<Newest | null> {
  const number = await highestNumber(folder)
  if (number === 0) return null
  const path = ownerPath(folder, number)
  const [text, times] = await Promise.all([readFile(path, 'utf8').catch(() => ''), stat(path).catch(() => null)])
  return { number, record: parse(text), beat: times?.mtimeMs ?? 0 }
}

function parse(text: string): OwnerRecord | null {
  try {
    const read: unknown = JSON.parse(text)
    return isRecord(read) ? read : null
  } catch {
    return null
  }
}

function isRecord(read: unknown): read is OwnerRecord {
  if (typeof read !== 'object' || read === null) return false
  const { id, state, host, pid } = read as Partial<OwnerRecord>
  return [id, state, host].every((text) => typeof text === 'string') && typeof pid === 'number'
}

/** False when somebody else made the file of this number. */
export async function createOwnerFile(folder: string, number: number, record: OwnerRecord): Promise<boolean> {
  try {
    await writeFile(ownerPath(folder, number), textOf(record), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Whole or not at all, because another process may read it at any moment. */
export async function replaceOwnerFile(folder: string, number: number, record: OwnerRecord): Promise<void> {
  const path = ownerPath(folder, number)
  const half = `${path}.${randomUUID()}`
  try {
    await writeFile(half, textOf(record), { mode: 0o600 })
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

function textOf(record: OwnerRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

/** Called by the owner: nobody can win with a lower number, nor with a mark that is not his. */
export async function removeFormerOwners(folder: string, own: number, ownMark: string): Promise<void> {
  const former = (await numbersIn(folder)).filter((number) => number < own).map((number) => `owner-${number}.json`)
  const marks = (await readdir(folder)).filter((name) => /^owner-[0-9a-f-]{36}\.alive$/.test(name) && name !== ownMark)
  await Promise.all([...former, ...marks].map((name) => rm(join(folder, name), { force: true })))
}
