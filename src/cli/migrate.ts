/** `npm run migrate`: brings the database of DATABASE_URL, or each of YIZHAN_PLACES, to the newest migration, before the new service starts. */
import { eachPlaceOf } from '../config/places-file.ts'
import { ConfigError, readConfig } from '../config.ts'
import { migrate } from '../db/migrate.ts'
import { SetupError } from '../db/setup/setup-error.ts'
import { refuseUnreachable } from '../start/unreachable.ts'

async function main(): Promise<void> {
  for (const { databaseUrl: url, placeName } of eachPlaceOf(readConfig(process.env, process.cwd()))) {
    if (url === null) throw new SetupError('Set DATABASE_URL to the PostgreSQL server that is to be migrated.')
    const of = placeName === null ? '' : `${placeName}: `
    const applied = await migrate({ url }).catch((error: unknown) =>
      refuseUnreachable(placeName ?? 'DATABASE_URL', error),
    )
    for (const name of applied) console.log(`${of}applied ${name}`)
    console.log(of + (applied.length === 0 ? 'The database is up to date.' : `${applied.length} applied.`))
  }
}

main().catch((error: unknown) => {
  // These say what to do; anything else is ours to find, so it keeps its stack.
  console.error(error instanceof ConfigError || error instanceof SetupError ? error.message : error)
  process.exitCode = 1
})
