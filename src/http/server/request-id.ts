import { newId } from '../../application/shared/ids.ts'

/** Printable ASCII without spaces, so that an id can stand in a log line and a header as it came. */
const kept = /^[\x21-\x7e]{1,128}$/

/** The caller's `x-request-id` where it is fit to be kept, else one of ours. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && kept.test(header) ? header : newId()
}
