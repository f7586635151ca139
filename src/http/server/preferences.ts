import type { FastifyReply, FastifyRequest } from 'fastify'

/** More than any program prefers. What is longer is not read, as if nothing were preferred. */
const maxHeaderChars = 1000

/** What a request would rather have, from `Prefer` (RFC 7240), by name; of one that stands twice the first counts. */
export function preferencesOf(header: string | string[] | undefined): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>()
  const text = Array.isArray(header) ? header.join(',') : (header ?? '')
  if (text.length > maxHeaderChars) return preferences
  for (const preference of outsideQuotes(text, ',')) {
    const [word = ''] = outsideQuotes(preference, ';')
    const [name = '', value = ''] = outsideQuotes(word, '=')
    const key = name.trim().toLowerCase()
    if (!preferences.has(key)) preferences.set(key, unquoted(value.trim()).toLowerCase())
  }
  return preferences
}

/** A comma within quotes parts nothing. */
function outsideQuotes(text: string, separator: string): string[] {
  const parts = ['']
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string
    if (isQuoted && char === '\\') parts[parts.length - 1] += char + (text[++at] ?? '')
    else if (char === separator && !isQuoted) parts.push('')
    else {
      if (char === '"') isQuoted = !isQuoted
      parts[parts.length - 1] += char
    }
  }
  return parts
}

function unquoted(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}

const returns = ['minimal', 'representation'] as const

/** Whether the answer is to be the sums alone, and says so in the answer. Call it where the answer is a success. */
export function prefersMinimal(request: FastifyRequest, reply: FastifyReply): boolean {
  reply.header('vary', 'accept-language, prefer')
  const { prefer } = request.headers
  if (prefer === undefined) return false
  const wanted = returns.find((one) => one === preferencesOf(prefer).get('return'))
  if (wanted !== undefined) reply.header('preference-applied', `return=${wanted}`)
  return wanted === 'minimal'
}
