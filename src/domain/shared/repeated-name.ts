/**
 * The first name that stands twice in one object of a JSON text; null where none does. JSON.parse keeps the last of them in
 * silence, and what was signed for would not be what is recorded.
 *
 * Expects text that JSON.parse has read. One walk over it, from string to string.
 */
export function repeatedName(text: string): string | null {
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{') open.push(new Set())
    else if (char === '[') open.push(null)
    else if (char === '}' || char === ']') open.pop()
    if (char !== '"') continue
    const end = endOfString(text, at)
    const twice = nameAgain(open.at(-1) ?? null, text, at, end)
    if (twice !== null) return twice
    at = end - 1
  }
  return null
}

/** Takes a string as a name of the object that it stands in; answers it where that has the name already. */
function nameAgain(names: Set<string> | null, text: string, at: number, end: number): string | null {
  if (names === null || !isName(text, end)) return null
  const name = String(JSON.parse(text.slice(at, end)))
  if (names.has(name)) return name
  names.add(name)
  return null
}

/** Behind its closing quote: the first that an even number of backslashes stands before. */
function endOfString(text: string, begin: number): number {
  for (let at = begin + 1; ; at++) {
    at = text.indexOf('"', at)
    if (at === -1) return text.length
    let escapes = at
    while (text[escapes - 1] === '\\') escapes -= 1
    if ((at - escapes) % 2 === 0) return at + 1
  }
}

function isName(text: string, end: number): boolean {
  let at = end
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1
  return text[at] === ':'
}
