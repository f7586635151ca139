import { isUnavailable } from '../application/shared/database-errors.ts'
import { ConfigError } from '../config.ts'
import { driverCodeOf } from '../db/errors.ts'
import { SetupError } from '../db/setup/setup-error.ts'

/** A login that is refused, and a database that is not there. */
const wrongAddress: ReadonlySet<string> = new Set(['28P01', '28000', '3D000'])

export const isWrongAddress = (error: unknown): boolean => wrongAddress.has(driverCodeOf(error))

/**
 * A server that is away or only reads, a wrong password, a database that is not there: for whoever set the address, which `setting` names.
 * Errors: ConfigError for these; what came, for anything else.
 */
export function refuseUnreachable(setting: string, error: unknown): never {
  if (error instanceof SetupError || !(isUnavailable(error) || isWrongAddress(error))) throw error
  const why = error instanceof Error ? error.message : String(error)
  throw new ConfigError(`${setting} cannot be reached: ${why}. / 无法连接 ${setting}。`)
}
