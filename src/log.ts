import { type DestinationStream, type Logger, pino } from 'pino'
import type { LogLevel } from './config.ts'

/**
 * JSON lines, one fact each, named by `event`: `service.started`, `request.done`, `settlement.posted`.
 *
 * No line carries a name, an ID number, a diagnosis or a key. Callers of the log choose what they write;
 * the redaction below is the second lock, for an object that was logged whole.
 */
export function createLog(level: LogLevel, to?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'yizhan' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: withoutSecrets },
    serializers: { err: bareError },
  }
  return pino(options, to ?? inPortions())
}

/**
 * Standard output, written by the page or ten times a second: a write for each line of a busy service costs as much as
 * the line. What a killed process had not yet written is gone; what happened to money is in the ledger, not here.
 */
function inPortions(): DestinationStream {
  const destination = pino.destination({ dest: 1, sync: true, minLength: 4096, periodicFlush: 100 })
  // The last lines say how it ended.
  process.on('exit', () => destination.flushSync())
  return destination
}

const secretFields = new Set([
  'name',
  'idNumber',
  'birthDate',
  'certificateNo',
  'diseaseCode',
  'diseaseName',
  'authorization',
  'key',
  'password',
])

/** Deeper than anything that is logged; an object that holds itself ends here. */
const maxDepth = 5

/** The line itself where it holds no secret, which is always, so that nothing is copied; else a copy without them. */
function withoutSecrets(line: Record<string, unknown>, depth = 0): Record<string, unknown> {
  let clean: Record<string, unknown> | null = null
  for (const field in line) {
    const value = line[field]
    const shown = secretFields.has(field) ? '[hidden]' : inside(value, depth)
    if (shown === value) continue
    clean ??= { ...line }
    clean[field] = shown
  }
  return clean ?? line
}

/** Errors are left to their serializer. */
function inside(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value
  if (depth === maxDepth) return '[deep]'
  if (Array.isArray(value)) return value.map((item) => inside(item, depth + 1))
  return withoutSecrets(value as Record<string, unknown>, depth + 1)
}

/**
 * An error without its other members: those of the database hold the row that was refused, and the
 * message of Prisma repeats the whole call with its arguments, so only the stack's places are kept.
 */
export function bareError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code } = error as Error & { code?: unknown }
  const speaks = !error.name.startsWith('Prisma')
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(speaks ? { message: error.message } : {}),
    stack: placesOf(error),
    ...(error.cause === undefined ? {} : { cause: bareError(error.cause) }),
  }
}

function placesOf(error: Error): string {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return lines.slice(0, 12).join('\n')
}
