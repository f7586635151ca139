/** The name of the constraint that a statement violated; '' where it failed otherwise. */
export function violated(error: unknown): string {
  const { constraint } = (error ?? {}) as { readonly constraint?: unknown }
  return typeof constraint === 'string' ? constraint : ''
}
