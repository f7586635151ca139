import { expect, test } from 'vitest'
import { drillRestore, isRight } from '../../../bench/drill/restore/drill.ts'
import { linesOf } from '../../../bench/drill/restore/report.ts'
import { findTools, type Tools } from '../../../bench/drill/restore/tools.ts'

const tools = await findTools()
const why = typeof tools === 'string' ? ` (not tried: ${tools})` : `, PostgreSQL ${tools.server.version}`

test.runIf(typeof tools !== 'string')(
  `a database that is lost while it is settled on comes back${why}`,
  async () => {
    const drilled = await drillRestore({ seed: 20, seconds: 1, keep: false }, tools as Tools, () => undefined)
    expect(isRight(drilled), linesOf(drilled).join('\n')).toBe(true)
    const { archived, streamed, acknowledgedInAll, folder } = drilled
    expect(streamed.loss).toMatchObject({ lost: 0, reachesBackMs: 0 })
    expect(streamed.loss.acknowledged).toBeGreaterThan(10)
    expect(archived.loss.acknowledged).toBe(streamed.loss.acknowledged)
    expect(acknowledgedInAll).toBeGreaterThan(streamed.loss.acknowledged)
    expect(folder).toBeNull()
  },
  600_000,
)
