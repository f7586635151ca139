import type { LineCounter, YAMLError } from 'yaml'
import { type FaultParams, faultAt, type PackFault } from './faults.ts'
import { fullWidthIn } from './full-width.ts'

/**
 * What is wrong with a text that is no YAML: one fault, the first, in words that say what to change. What follows from it in
 * the lines below is not said; a key that is written twice is, each time.
 */
export function yamlFaults(
  file: string,
  text: string,
  lines: LineCounter,
  errors: readonly Pick<YAMLError, 'code' | 'message' | 'pos'>[],
): PackFault[] {
  const lineOf = ({ pos }: { readonly pos: readonly [number, number] }) => Math.max(1, lines.linePos(pos[0]).line)
  const all = text.split('\n')
  const twice = errors.filter(({ code }) => code === 'DUPLICATE_KEY')
  if (twice.length === errors.length)
    return twice.map((error) =>
      faultAt({ file, line: lineOf(error) }, 'key-twice', { key: keyAt(text.slice(error.pos[0], error.pos[0] + 80)) }),
    )
  const first = [...errors].filter(({ code }) => code !== 'DUPLICATE_KEY').sort((a, b) => a.pos[0] - b.pos[0])[0]
  if (!first) return []
  // The parser stops at the empty line before what it cannot read.
  const after = all.findIndex((one, at) => at >= lineOf(first) - 1 && one.trim() !== '')
  const said = explain(text, all, first, after < 0 ? lineOf(first) : after + 1)
  return [faultAt({ file, line: said.line }, said.code, said.params)]
}

interface Said {
  readonly line: number
  readonly code: PackFault['code']
  readonly params: FaultParams
}

function explain(text: string, all: readonly string[], error: Pick<YAMLError, 'code' | 'message'>, line: number): Said {
  const wide = fullWidthIn(text)
  if (wide) return { line: wide.line + 1, code: 'full-width', params: { found: wide.found, write: wide.write } }
  if (error.code === 'MULTIPLE_DOCS')
    return { line: all.findIndex((one, at) => at > 0 && one.startsWith('---')) + 1, code: 'two-documents', params: {} }
  return (
    ofLines(all, line) ??
    ofRoot(all) ??
    ofBrackets(all, line) ??
    ofDeeper(all, line) ?? {
      line,
      ...(error.code === 'BAD_INDENT' || /column|indent|sequence|implicit key|compact/i.test(error.message)
        ? ofIndent(all, line)
        : { code: 'not-yaml' as const, params: { why: error.message.split('\n')[0] ?? error.code } }),
    }
  )
}

/** A part of a clause that has slipped to the edge of the file. */
function ofRoot(all: readonly string[]): Said | null {
  const at = all.findIndex((one) => /^(cite|says|status|reading|source|replaces|switches):/.test(one))
  if (at < 0) return null
  const keys = `\`${(all[at] as string).split(':')[0]}\``
  return {
    line: at + 1,
    code: 'misplaced',
    params: { keys, where: { zh: '`clauses` 里的条款', en: 'into a clause of `clauses`' } },
  }
}

/** Faults that a line shows by itself: the line where it broke and the few before it, the nearest first. */
function ofLines(all: readonly string[], line: number): Said | null {
  for (let at = line; at > Math.max(0, line - 3); at -= 1) {
    const said = ofLine((all[at - 1] ?? '').slice(0, 2000))
    if (said) return { line: at, ...said }
  }
  return null
}

function ofLine(one: string): Omit<Said, 'line'> | null {
  if (/^ *\t/.test(one)) return { code: 'tab', params: {} }
  const dash = /^ *-([A-Za-z].*)$/.exec(one)
  if (dash) return { code: 'no-space-dash', params: { rest: dash[1] as string } }
  const glued = /^ *(?:- )?([A-Za-z]\w*):([^\s:/].*)$/.exec(one)
  if (glued) return { code: 'no-space-colon', params: { key: glued[1] as string, rest: glued[2] as string } }
  const reserved = /: ([@`%&*!|>])\S/.exec(one)
  if (reserved) return { code: 'quote-it', params: { found: reserved[1] as string } }
  const bare = unquoted(one)
  // A comment where a bracket is still open, and a second key in the value of a first.
  if (opened(bare.slice(0, commentIn(bare))).length > 0 && / #\S/.test(bare))
    return { code: 'hash-in-text', params: {} }
  if (/(?:zh|en): [^{}[\],]*: /.test(bare) || /^ *(?:- )?\w+: [^{["'\s][^{[]*: /.test(bare))
    return { code: 'colon-in-text', params: {} }
  return null
}

/** A bracket or a quote that nothing closes, or one too many; where it opens. */
function ofBrackets(all: readonly string[], until: number): Said | null {
  const open: Opening[] = []
  for (const [at, whole] of all.entries()) {
    // The next entry of the file begins, and what was open stays so.
    if (open.length > 0 && at + 1 > until) break
    const bare = unquoted(whole.slice(0, 2000))
    const quote = /[:[{,-] (["'])/.exec(bare)?.[1]
    if (quote) return { line: at + 1, code: 'not-closed', params: { open: quote, close: quote } }
    const wrong = readBrackets(bare.slice(0, commentIn(bare)), at + 1, open)
    if (wrong !== null && at + 1 <= until) return unbalanced(open.at(-1), wrong, at + 1)
  }
  const last = open[0]
  return last ? unbalanced(last, null, last.line) : null
}

interface Opening {
  readonly sign: string
  readonly line: number
}

const closes: Readonly<Record<string, string>> = { '}': '{', ']': '[' }

/** Reads the brackets of a line into those that are open; answers the sign that closes none of them. */
function readBrackets(bare: string, line: number, open: Opening[]): string | null {
  for (const sign of bare) {
    if (sign === '{' || sign === '[') open.push({ sign, line })
    const opener = closes[sign]
    if (opener && open.pop()?.sign !== opener) return sign
  }
  return null
}

function unbalanced(open: Opening | undefined, close: string | null, line: number): Said {
  if (!open) return { line, code: 'closed-twice', params: { close: close ?? '' } }
  return { line: open.line, code: 'not-closed', params: { open: open.sign, close: open.sign === '{' ? '}' : ']' } }
}

function opened(bare: string): string[] {
  const open: string[] = []
  for (const sign of bare) {
    if (sign === '{' || sign === '[') open.push(sign)
    else if (sign === '}' || sign === ']') open.pop()
  }
  return open
}

/** The line without what stands in quotes that are closed on it. */
function unquoted(line: string): string {
  return line.replace(/"[^"]*"/g, '').replace(/(^|[:[{, ])'[^']*'/g, '$1')
}

function commentIn(bare: string): number {
  const at = bare.search(/(^| )#/)
  return at < 0 ? bare.length : at
}

/** A line that has its value, and one below it that is indented as if it belonged to it. */
function ofDeeper(all: readonly string[], line: number): Said | null {
  const [own = '', below = ''] = [all[line - 1], all[line]]
  if (!columnsOf(above(all, line)).has(indentOf(own))) return null
  const at = indentOf(own) + (/^ *- /.test(own) ? 2 : 0)
  if (below.trim() === '' || indentOf(below) <= at || !/: +[^\s|>]/.test(own)) return null
  return { line: line + 1, code: 'indent-more', params: { spaces: String(indentOf(below)), used: String(at) } }
}

function ofIndent(all: readonly string[], line: number): Omit<Said, 'line'> {
  const spaces = indentOf(all[line - 1] ?? '')
  const lines = above(all, line)
  const before = lines.at(-1) ?? ''
  const columns = columnsOf(lines)
  const at = indentOf(before) + (/^ *- /.test(before) ? 2 : 0)
  if (spaces > at && !before.trimEnd().endsWith(':'))
    return { code: 'indent-more', params: { spaces: String(spaces), used: String(at) } }
  if (columns.has(spaces)) return { code: 'indent-less', params: { spaces: String(spaces), used: String(at) } }
  const used = [...columns].filter((one) => Math.abs(one - spaces) <= 4).sort((a, b) => a - b)
  return { code: 'indent', params: { spaces: String(spaces), used: used.join(', ') || '0' } }
}

function above(all: readonly string[], line: number): string[] {
  return all.slice(0, line - 1).filter((one) => one.trim() !== '' && !/^ *#/.test(one))
}

/** A dash takes two of the columns: what stands after it lines up with the lines below it. */
function columnsOf(lines: readonly string[]): Set<number> {
  return new Set(lines.flatMap((one) => [indentOf(one), ...(/^ *- /.test(one) ? [indentOf(one) + 2] : [])]))
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function keyAt(rest: string): string {
  return /^["']?([^"':]{1,40})/.exec(rest)?.[1] ?? '?'
}
