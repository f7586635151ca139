import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keep, made, remove } from '../../faults/environment/cleanup.ts'
import { Clusters } from '../restore/cluster.ts'
import { type FailedOver, FailoverDrill, type FailoverOptions, isHeld } from './drill.ts'
import { OwnPair } from './own-pair.ts'
import type { Pair } from './pair.ts'
import { PatroniPair } from './patroni-pair.ts'
import { findFailoverTools } from './tools.ts'

interface Asked extends FailoverOptions {
  readonly keep: boolean
  readonly patroni: boolean
}

/** Answers a sentence where the machine lacks what the drill needs. */
export async function drillFailover(asked: Asked, say: (line: string) => void): Promise<FailedOver | string> {
  const tools = await findFailoverTools()
  if (typeof tools === 'string') return tools
  const missing = asked.patroni ? PatroniPair.missing() : null
  if (missing !== null) return missing
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-drill-'))
  made(folder)
  // Started by root, the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  let pair: Pair | null = null
  let isKept = true
  try {
    const clusters = await Clusters.in(folder, tools)
    pair = await (asked.patroni ? PatroniPair : OwnPair).start(clusters, tools)
    say(`${pair.described}: a primary and a standby that confirms each commit`)
    const drilled = await new FailoverDrill(folder, pair, asked, say).run()
    isKept = asked.keep || !isHeld(drilled)
    return drilled
  } catch (error) {
    throw new Error('the drill could not be run to its end', { cause: error })
  } finally {
    await pair?.stop()
    if (isKept) {
      keep(folder)
      say(`logs in ${folder}`)
    } else remove(folder)
  }
}
