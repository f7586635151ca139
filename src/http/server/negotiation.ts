import Negotiator from 'negotiator'

/** More than any browser sends. What is longer was not written to be answered, and is not read. */
const maxHeaderChars = 2000

/**
 * Reads what a request would rather have, from `Accept` and `Accept-Language`. No header stands for one that names
 * nothing we have.
 */
export function negotiator(name: 'accept' | 'accept-language', header = ''): Negotiator {
  return new Negotiator({ headers: { [name]: header.length > maxHeaderChars ? '' : header } })
}
