import cluster, { type Worker } from 'node:cluster'
import type { Logger } from 'pino'
import type { PolicyArchive } from '../application/policies/policy-archive.ts'
import type { ReloadOutcome } from '../application/policies/reload-outcome.ts'
import type { Config } from '../config.ts'
import { declareNames } from '../domain/policies/declare.ts'
import type { PolicyLibrary } from '../domain/policies/library.ts'
import type { PackFile } from '../domain/policies/pack.ts'
import { faultLine } from '../policies/checks/faults.ts'
import { readLaw } from './law.ts'

/** What the first process and its workers say to each other of the law. */
export type LawMessage =
  | { readonly yizhan: 'law-wanted' }
  | { readonly yizhan: 'law'; readonly files: readonly PackFile[] }
  | { readonly yizhan: 'law-keep'; readonly id: number; readonly files: readonly PackFile[] }
  | { readonly yizhan: 'law-kept'; readonly id: number; readonly ok: boolean }
  | { readonly yizhan: 'law-adopt'; readonly id: number; readonly files: readonly PackFile[] }
  | { readonly yizhan: 'law-adopted'; readonly id: number }
  | { readonly yizhan: 'reload-wanted'; readonly id: number }
  | { readonly yizhan: 'reloaded'; readonly id: number; readonly outcome: ReloadOutcome }

/** How long a worker may take to store packs, which is one statement. */
const keepTimeoutMs = 20_000

/** Takes packs over in this process: stored first, so that no settlement names a pack that is nowhere. */
export interface LawHolder {
  keep(files: readonly PackFile[]): Promise<void>
  adopt(files: readonly PackFile[]): void
}

export function lawHolder(library: PolicyLibrary, archive: PolicyArchive, clock: () => Date): LawHolder {
  return {
    keep: (files) => archive.keep(clock(), files),
    adopt: (files) => {
      declareNames(files)
      library.adopt(files)
    },
  }
}

/** One reload after another; whoever asks while one runs has the next. */
export function reloader(
  config: Config,
  log: Logger,
  takeOver: (files: readonly PackFile[]) => Promise<boolean>,
): () => Promise<ReloadOutcome> {
  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const next = last.then(() => reload(config, log, takeOver))
    last = next.catch(() => {})
    return next
  }
}

/** Packs that are unsound, or that a process could not take over, leave those of before in all. */
async function reload(
  config: Config,
  log: Logger,
  takeOver: (files: readonly PackFile[]) => Promise<boolean>,
): Promise<ReloadOutcome> {
  const { files, faults } = await readLaw(config)
  if (faults.length > 0) {
    log.error({ event: 'policies.refused', faults: faults.map((fault) => faultLine(fault, 'en')) })
    return { kind: 'refused', faults: faults.map(({ file, line, message }) => ({ file, line, message })) }
  }
  if (!(await takeOver(files))) {
    log.error({ event: 'policies.not-taken-over' })
    return { kind: 'failed' }
  }
  log.info({ event: 'policies.reloaded', files: files.length })
  return { kind: 'reloaded' }
}

/** In one process: stored, then adopted. */
export function takeOverHere(holder: LawHolder): (files: readonly PackFile[]) => Promise<boolean> {
  return async (files) => {
    await holder.keep(files)
    holder.adopt(files)
    return true
  }
}

/** In the first of several processes: all workers store the packs, or none adopts them. */
export class LawOfWorkers {
  #files: readonly PackFile[]
  #last = 0
  readonly #waiting = new Map<string, (ok: boolean) => void>()

  constructor(files: readonly PackFile[]) {
    this.#files = files
    cluster.on('message', (worker, message: LawMessage) => this.#heard(worker, message))
    cluster.on('exit', (worker) => this.#gone(worker))
  }

  readonly takeOver = async (files: readonly PackFile[]): Promise<boolean> => {
    this.#last += 1
    const id = this.#last
    const workers = alive()
    const kept = await Promise.all(workers.map((worker) => this.#asked(worker, { yizhan: 'law-keep', id, files }, id)))
    if (kept.includes(false)) return false
    // From here on whoever starts anew has them too; one that is gone by now has nothing to adopt.
    this.#files = files
    await Promise.all(alive().map((worker) => this.#asked(worker, { yizhan: 'law-adopt', id, files }, id)))
    return true
  }

  /** Answers what workers ask for, each in the process that asked. */
  serve(reloadAll: () => Promise<ReloadOutcome>): void {
    cluster.on('message', (worker, message: LawMessage) => {
      if (message.yizhan !== 'reload-wanted') return
      const answer = (outcome: ReloadOutcome) => send(worker, { yizhan: 'reloaded', id: message.id, outcome })
      reloadAll().then(answer, () => answer({ kind: 'failed' }))
    })
  }

  #asked(worker: Worker, message: LawMessage, id: number): Promise<boolean> {
    return new Promise((resolve) => {
      const key = `${worker.id} ${id}`
      const timer = setTimeout(() => done(false), keepTimeoutMs)
      const done = (ok: boolean) => {
        clearTimeout(timer)
        this.#waiting.delete(key)
        resolve(ok)
      }
      this.#waiting.set(key, done)
      send(worker, message)
    })
  }

  #heard(worker: Worker, message: LawMessage): void {
    if (message.yizhan === 'law-wanted') send(worker, { yizhan: 'law', files: this.#files })
    if (message.yizhan === 'law-kept') this.#waiting.get(`${worker.id} ${message.id}`)?.(message.ok)
    if (message.yizhan === 'law-adopted') this.#waiting.get(`${worker.id} ${message.id}`)?.(true)
  }

  /** A worker that ends is started anew with the packs that hold by then. */
  #gone(worker: Worker): void {
    for (const [key, done] of this.#waiting) if (key.startsWith(`${worker.id} `)) done(true)
  }
}

function alive(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker?.isConnected() === true)
}

function send(worker: Worker, message: LawMessage): void {
  if (worker.isConnected()) worker.send(message)
}
