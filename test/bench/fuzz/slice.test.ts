import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { Random } from '../../../bench/faults/random.ts'
import { LogCheck } from '../../../bench/fuzz/check/log.ts'
import { publishedDocument } from '../../../bench/fuzz/document.ts'
import { Findings, textOf } from '../../../bench/fuzz/findings.ts'
import { nameMark } from '../../../bench/fuzz/generate/own.ts'
import { openGround } from '../../../bench/fuzz/ground.ts'
import { sender } from '../../../bench/fuzz/send.ts'
import { Walk } from '../../../bench/fuzz/walk.ts'
import { type FoundDifference, verifyLedger } from '../../../src/application/ledger/verify-ledger.ts'
import { testApp } from '../../support/database/test-app.ts'

const it = testApp()
const walks = 40

/** A slice of `npm run fuzz`, always the same one, against an app of this process: what was mended stays so. */
test('generated requests find nothing', { timeout: 180_000 }, async () => {
  await it.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = it.app.server.address() as AddressInfo
  const { send, close } = sender(port, 2)
  const findings = new Findings()
  let sent = 0
  const counted = () => {
    sent += 1
  }
  const given = { document: publishedDocument(), findings, send, receiver: 'http://127.0.0.1:9/hook', slowMs: 20_000 }
  const ground = await openGround({ ...given, counted }, it.keys.bureau)
  const random = new Random(20_261_128)
  for (let count = 0; count < walks; count++) {
    const walk = new Walk(ground, random.int(1, 0x7fffffff))
    await walk.run()
    ground.known.learnAll(walk.known)
  }
  close()
  const log = new LogCheck([nameMark, '示例', it.keys.hospital], (id, cause) => findings.explain(id, cause))
  expect(log.faults(it.logged()).map(({ code, says }) => `${code}: ${says}`)).toEqual([])
  expect(findings.all.map(textOf)).toEqual([])
  expect(sent).toBeGreaterThan(walks * 60)
  const differences: FoundDifference[] = []
  const { db, ledger } = it.service
  await verifyLedger({ db, archive: ledger.archive }, (difference) => differences.push(difference))
  expect(differences).toEqual([])
})
