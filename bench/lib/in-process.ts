import { randomBytes } from 'node:crypto'
import type { Caller } from '../../src/application/callers/caller.ts'
import { createLedgerWriter } from '../../src/application/ledger/ledger-writer.ts'
import type { Service } from '../../src/application/service.ts'
import { sha256Hex } from '../../src/application/shared/hash.ts'
import { createSecrets } from '../../src/application/shared/secrets.ts'
import { UploadGate } from '../../src/application/uploads/gate.ts'
import { openDatabase } from '../../src/db/database.ts'
import { ledgerSession } from '../../src/db/ledger/statement-settings.ts'
import { migrate } from '../../src/db/migrate.ts'
import { PolicyLibrary } from '../../src/domain/policies/library.ts'
import { builtInPolicies, loadPacks } from '../../src/policies/loader/load.ts'
import { makeDatabase, type Server, startServer } from './postgres.ts'

export const bureau: Caller = { id: 'bench', kind: 'bureau', region: '000000', hospitalCode: null }

export interface Deployment {
  readonly server: Server
  readonly service: Service
  readonly url: string
}

/** Bulk work is measured in this process, on a server and a database of its own, which go when the work is over. */
export async function inProcess(
  name: string,
  clock: () => Date,
  work: (deployment: Deployment) => Promise<void>,
): Promise<void> {
  const server = await startServer()
  try {
    const url = await makeDatabase(server, name)
    await migrate({ url })
    const service = await openService(url, clock)
    try {
      await work({ server, service, url })
    } finally {
      await service.ledger.close()
      await service.db.close()
    }
  } finally {
    await server.stop()
  }
}

async function openService(url: string, clock: () => Date): Promise<Service> {
  const db = openDatabase({ url, maxConnections: 4, session: ledgerSession })
  const { files } = await loadPacks([builtInPolicies])
  const library = new PolicyLibrary(
    files.map(({ file }) => file),
    sha256Hex,
  )
  const ledger = createLedgerWriter({ db, library, clock })
  await ledger.archive.keep(clock())
  return {
    db,
    library,
    ledger,
    clock,
    secrets: createSecrets(randomBytes(32)),
    uploads: new UploadGate(),
    adminKey: null,
  }
}
