import { z } from 'zod'

/** An answer of a route that is a file of lines. */
export function csvText(en: string, zh: string) {
  return { description: `${en} / ${zh}`, content: { 'text/csv': { schema: z.string() } } }
}
