/** The name of a field is as long as somebody sends it. */
const maxPartChars = 100

/** A JSON pointer (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${cut(String(part)).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function cut(part: string): string {
  return part.length > maxPartChars ? `${part.slice(0, maxPartChars)}…` : part
}
