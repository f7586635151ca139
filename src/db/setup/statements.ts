/** Where a piece of SQL ends that holds no end of a statement, whatever stands in it: by how it begins. */
const closed: readonly (readonly [begins: RegExp, ends: (begun: string) => string])[] = [
  [/--/y, () => '\n'],
  [/\/\*/y, () => '*/'],
  [/'/y, () => "'"],
  [/"/y, () => '"'],
  [/\$(?:[A-Za-z_]\w*)?\$/y, (tag) => tag],
]

/**
 * The statements of a migration, one by one: a server that prepares what it is sent, or plans it for several servers, takes no
 * two at once. Semicolons in bodies of functions, texts, names and comments end nothing. A comment before a statement goes with it;
 * one behind the last is left out.
 *
 * Errors: what is begun and not ended. Escapes by a backslash (E'…') and comments within comments are not looked for.
 */
export function statementsOf(sql: string): string[] {
  const statements: string[] = []
  let from = 0
  let at = 0
  let saysSomething = false
  const end = () => {
    if (saysSomething) statements.push(sql.slice(from, at).trim())
    saysSomething = false
    from = at + 1
  }
  while (at < sql.length) {
    const closedAt = endOfClosed(sql, at)
    if (closedAt === null && sql[at] === ';') end()
    else if (!isComment(sql, at) && sql[at]?.trim() !== '') saysSomething = true
    at = closedAt ?? at + 1
  }
  end()
  return statements
}

function isComment(sql: string, at: number): boolean {
  return sql.startsWith('--', at) || sql.startsWith('/*', at)
}

function endOfClosed(sql: string, at: number): number | null {
  for (const [begins, ends] of closed) {
    begins.lastIndex = at
    const begun = begins.exec(sql)?.[0]
    if (begun === undefined) continue
    const end = ends(begun)
    const found = sql.indexOf(end, at + begun.length)
    if (found >= 0) return found + end.length
    if (begun === '--') return sql.length
    throw new Error(`${begun} is begun and not ended: ${sql.slice(at, at + 60)}`)
  }
  return null
}
