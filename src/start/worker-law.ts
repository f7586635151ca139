import type { ReloadOutcome } from '../application/policies/reload-outcome.ts'
import { sha256Hex } from '../application/shared/hash.ts'
import { declareNames } from '../domain/policies/declare.ts'
import { PolicyLibrary } from '../domain/policies/library.ts'
import type { PackFile } from '../domain/policies/pack.ts'
import type { LawHolder, LawMessage } from './reload.ts'

/**
 * The law of a worker: as the first process has it, not as the folder may have become meanwhile, so that one that is started
 * anew settles as the others do.
 */
export async function lawOfWorker(): Promise<PolicyLibrary> {
  const files = await new Promise<readonly PackFile[]>((resolve) => {
    const heard = (message: LawMessage) => {
      if (message.yizhan !== 'law') return
      process.off('message', heard)
      resolve(message.files)
    }
    process.on('message', heard)
    send({ yizhan: 'law-wanted' })
  })
  declareNames(files)
  return new PolicyLibrary(files, sha256Hex)
}

/** Takes packs over as the first process says, and asks it to load them again. */
export function followLaw(holder: LawHolder): () => Promise<ReloadOutcome> {
  const waiting = new Map<number, (outcome: ReloadOutcome) => void>()
  let last = 0
  process.on('message', (message: LawMessage) => {
    if (message.yizhan === 'law-keep') {
      const { id, files } = message
      holder.keep(files).then(
        () => send({ yizhan: 'law-kept', id, ok: true }),
        () => send({ yizhan: 'law-kept', id, ok: false }),
      )
    }
    if (message.yizhan === 'law-adopt') {
      holder.adopt(message.files)
      send({ yizhan: 'law-adopted', id: message.id })
    }
    if (message.yizhan === 'reloaded') {
      waiting.get(message.id)?.(message.outcome)
      waiting.delete(message.id)
    }
  })
  return () =>
    new Promise((resolve) => {
      last += 1
      waiting.set(last, resolve)
      send({ yizhan: 'reload-wanted', id: last })
    })
}

function send(message: LawMessage): void {
  process.send?.(message)
}
