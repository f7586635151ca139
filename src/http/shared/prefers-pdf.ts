import { negotiator } from '../server/negotiation.ts'

/** Whether `Accept` puts PDF before HTML. Browsers name HTML or anything; a program that wants the file names PDF. */
export function prefersPdf(accept: string | undefined): boolean {
  return negotiator('accept', accept).mediaType(['text/html', 'application/pdf']) === 'application/pdf'
}
