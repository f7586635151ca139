import { randomUUID } from 'node:crypto'
import { rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from '../db/setup/setup-error.ts'
import { type HeldMark, holdMark, isHeld } from './alive.ts'
import { type Identity, isGone, ownIdentity } from './identity.ts'
import { onlyOnce } from './only-once.ts'
import {
  createOwnerFile,
  highestNumber,
  markName,
  type Newest,
  newestOwner,
  type OwnerRecord,
  ownerPath,
  removeFormerOwners,
  replaceOwnerFile,
} from './owner-file.ts'

/** The right to run a server on a data folder. */
export interface Ownership {
  /** To be inherited by every process that works on the folder; null where there are no named pipes. */
  readonly markFd: number | null
  /** Settles when another owner has taken the folder, because this one gave no sign of life for too long. */
  readonly lost: Promise<void>
  readonly stopping: () => Promise<void>
  readonly release: () => Promise<void>
}

export interface OwnerTimes {
  readonly beatMs: number
  /** An owner that cannot be asked is given up when it gave no sign of life for this long. */
  readonly silenceMs: number
  /** How long an owner that runs may take to notice that whoever used it is gone. */
  readonly patienceMs: number
  /** How long an owner that is stopping is waited for. */
  readonly stoppingMs: number
  readonly pollMs: number
}

export const ownerTimes: OwnerTimes = {
  beatMs: 2_000,
  silenceMs: 15_000,
  patienceMs: 2_000,
  stoppingMs: 90_000,
  pollMs: 100,
}

export interface FolderClaim {
  readonly folder: string
  /** Stops the PostgreSQL that an owner left behind who was killed. */
  readonly stopOrphan: () => Promise<void>
  /** Told once when the start has to wait for an earlier owner. */
  readonly onWaiting?: (record: OwnerRecord | null) => void
  /** Ends the waiting: whoever wanted the folder is gone. */
  readonly signal?: AbortSignal
  readonly identity?: Identity
  readonly times?: OwnerTimes
}

type OwnerState = 'free' | 'orphaned' | 'stopping' | 'alive' | 'unknown'

/**
 * Takes the data folder, or waits a little for an owner that is on its way out.
 *
 * On one kernel the mark of the owner decides, across containers and at once. An owner on another machine, or on this
 * one before it was restarted, cannot be asked: it touches its file every two seconds, and who sees that file rest for
 * fifteen takes the folder.
 *
 * Errors: SetupError when another owner is alive: two servers on one folder would destroy it.
 */
export async function takeFolder(claim: FolderClaim): Promise<Ownership> {
  const identity = claim.identity ?? (await ownIdentity())
  const times = claim.times ?? ownerTimes
  const watch = new Watch(identity, claim.folder, times)
  for (;;) {
    const newest = await newestOwner(claim.folder)
    const state = newest === null ? 'free' : await watch.stateOf(newest)
    if (state === 'free') {
      const owned = await tryToOwn(claim.folder, (newest?.number ?? 0) + 1, identity, times)
      if (owned) return owned
    }
    await wait(claim, watch, state, newest?.record ?? null)
    await sleep(times.pollMs, undefined, claim.signal && { signal: claim.signal })
  }
}

async function wait(claim: FolderClaim, watch: Watch, state: OwnerState, record: OwnerRecord | null): Promise<void> {
  if (watch.isOver(state)) throw new SetupError(refusal(claim.folder, record))
  if (!watch.isFirst(state)) return
  if (state === 'orphaned') await claim.stopOrphan()
  if (state === 'stopping' || state === 'unknown') claim.onWaiting?.(record)
}

/** What one start has seen of the owners before it. */
class Watch {
  readonly #own: Identity
  readonly #folder: string
  readonly #times: OwnerTimes
  readonly #seen = new Set<OwnerState>()
  #first: { number: number; beat: number; at: number } | null = null
  #since: { state: OwnerState; at: number } | null = null

  constructor(own: Identity, folder: string, times: OwnerTimes) {
    this.#own = own
    this.#folder = folder
    this.#times = times
  }

  async stateOf(newest: Newest): Promise<OwnerState> {
    const { record } = newest
    if (record?.state === 'ended') return 'free'
    const held = record === null ? null : await this.#isHeld(record)
    if (held === false) return 'free'
    const running = record?.state === 'stopping' ? 'stopping' : 'alive'
    if (held === null || record === null) return this.#stateByBeat(newest, running)
    return (await isGone(record, this.#own)) ? 'orphaned' : running
  }

  /** The mark speaks for those only who run on the same kernel and see the same file. */
  async #isHeld({ kernel, mark }: OwnerRecord): Promise<boolean | null> {
    if (mark === null || kernel === null || kernel !== this.#own.kernel) return null
    return isHeld({ ...mark, path: join(this.#folder, mark.name) })
  }

  #stateByBeat({ number, beat }: Newest, running: OwnerState): OwnerState {
    if (this.#first?.number !== number) this.#first = { number, beat, at: performance.now() }
    if (this.#first.beat !== beat) return running
    return performance.now() - this.#first.at > this.#times.silenceMs ? 'free' : 'unknown'
  }

  isFirst(state: OwnerState): boolean {
    const first = !this.#seen.has(state)
    this.#seen.add(state)
    return first
  }

  isOver(state: OwnerState): boolean {
    if (this.#since?.state !== state) this.#since = { state, at: performance.now() }
    const { patienceMs, stoppingMs } = this.#times
    const limits = { alive: patienceMs, stopping: stoppingMs, orphaned: stoppingMs, free: Infinity, unknown: Infinity }
    return performance.now() - this.#since.at > limits[state]
  }
}

function refusal(folder: string, record: OwnerRecord | null): string {
  const who = record === null ? '' : ` (process ${record.pid} on ${record.host})`
  return `Another instance of this service${who} runs on ${folder}. Stop it first, or start this one in another folder, or set DATABASE_URL.`
}

/** Null when somebody else was faster. */
async function tryToOwn(
  folder: string,
  number: number,
  identity: Identity,
  times: OwnerTimes,
): Promise<Ownership | null> {
  const id = randomUUID()
  // Held before anybody can read of it: an owner whose mark nobody holds is an owner that is gone.
  const mark = await holdMark(join(folder, markName(id)))
  const record: OwnerRecord = { ...identity, id, state: 'running', mark: mark && markOf(mark, id) }
  try {
    if (await isMine(folder, number, record)) {
      await removeFormerOwners(folder, number, markName(id))
      return own(folder, number, record, mark, times)
    }
  } catch (error) {
    await mark?.drop()
    throw error
  }
  await mark?.drop()
  return null
}

function markOf({ dev, ino }: HeldMark, id: string): OwnerRecord['mark'] {
  return { name: markName(id), dev, ino }
}

/** A start that was held up may make a number that was given, ended and removed long ago: then there is a higher one. */
async function isMine(folder: string, number: number, record: OwnerRecord): Promise<boolean> {
  if (!(await createOwnerFile(folder, number, record))) return false
  if ((await highestNumber(folder)) === number) return true
  await rm(ownerPath(folder, number), { force: true })
  return false
}

function own(
  folder: string,
  number: number,
  record: OwnerRecord,
  mark: HeldMark | null,
  { beatMs }: OwnerTimes,
): Ownership {
  const path = ownerPath(folder, number)
  const { promise: lost, resolve } = deferred()
  let isLost = false
  const beat = async () => {
    const now = new Date()
    // A full or a silent disk is no reason to give up; only another owner is.
    await utimes(path, now, now).catch(() => undefined)
    if ((await highestNumber(folder).catch(() => number)) === number) return
    isLost = true
    resolve()
  }
  const beating = setInterval(() => void beat(), beatMs)
  const say = async (state: OwnerRecord['state']) => {
    if (!isLost) await replaceOwnerFile(folder, number, { ...record, state }).catch(() => undefined)
  }
  return {
    markFd: mark?.fd ?? null,
    lost,
    stopping: () => say('stopping'),
    release: onlyOnce(async () => {
      clearInterval(beating)
      await say('ended')
      await mark?.drop()
    }),
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
