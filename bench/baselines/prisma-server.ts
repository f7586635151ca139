/** The service with the ledger of the baseline, on the same port in as many processes. */
import cluster from 'node:cluster'
import { buildApp } from '../../src/app.ts'
import { createLedgerWriter } from '../../src/application/ledger/ledger-writer.ts'
import { createSecrets } from '../../src/application/shared/secrets.ts'
import { UploadGate } from '../../src/application/uploads/gate.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/database.ts'
import { createLog } from '../../src/log.ts'
import { loadLaw } from '../../src/start/law.ts'
import { prismaLedger } from './prisma-ledger.ts'

const config = readConfig(process.env, process.cwd())

async function serve(): Promise<void> {
  const db = openDatabase({ url: config.databaseUrl as string })
  const library = await loadLaw(config)
  const clock = () => new Date()
  const { archive } = createLedgerWriter({ db, library, clock })
  const ledger = prismaLedger(db.prisma, library, archive)
  const secrets = createSecrets(Buffer.from(config.dataKey as string, 'base64'))
  const service = { db, library, ledger, clock, secrets, uploads: new UploadGate(), adminKey: config.adminKey }
  const app = await buildApp({ service, log: createLog(config.logLevel) })
  await app.listen({ host: config.host, port: config.port })
}

if (cluster.isPrimary) {
  for (let worker = 0; worker < config.workers; worker++) cluster.fork()
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM')
    process.exit(0)
  })
} else {
  await serve()
}
