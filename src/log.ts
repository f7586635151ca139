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
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: hidden, censor: '[hidden]' },
    serializers: { err: bareError },
  }
  return to ? pino(options, to) : pino(options)
}

const secretFields = [
  'name',
  'idNumber',
  'birthDate',
  'certificateNo',
  'diseaseCode',
  'diseaseName',
  'authorization',
  'key',
  'password',
]
const hidden = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])

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
