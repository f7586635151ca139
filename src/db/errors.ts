/** Prisma's own codes for a server that cannot be reached or a connection that was not to be had, as PostgreSQL's. */
const prismaCodes: Record<string, string> = {
  P1001: '08001',
  P1002: '08001',
  P1008: '08006',
  P1017: '08006',
  P2024: '53300',
  P2028: '53300',
  P2037: '53300',
  P2002: '23505',
  P2034: '40001',
}

/**
 * The code of a failure of the database, alike whether it came through `pg` or through Prisma: five characters of
 * PostgreSQL's, or the system's such as ECONNREFUSED; '' where there is none.
 *
 * Prisma hides the driver's code in `meta`, and gives one of its own when it asked the driver nothing.
 */
export function driverCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const { code, meta } = error as Error & { code?: unknown; meta?: { driverAdapterError?: { cause?: unknown } } }
  const hidden = meta?.driverAdapterError?.cause as { originalCode?: unknown } | undefined
  if (typeof hidden?.originalCode === 'string') return hidden.originalCode
  return typeof code === 'string' ? (prismaCodes[code] ?? code) : ''
}

/** The name of the constraint that a statement violated; '' where it failed otherwise. */
export function violated(error: unknown): string {
  const { constraint } = (error ?? {}) as { readonly constraint?: unknown }
  return typeof constraint === 'string' ? constraint : ''
}
