import { z } from 'zod'

/** An answer of a route that is a file of lines. */
export function csvText(en: string, zh: string) {
  return { description: `${en} / ${zh}`, content: { 'text/csv': { schema: z.string() } } }
}

/** A table as CSV, or as a spreadsheet where that is asked for. */
export function tableFile(en: string, zh: string) {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return {
    description: `${en} / ${zh}`,
    content: { 'text/csv': { schema: z.string() }, [spreadsheet]: { schema: z.string().meta({ format: 'binary' }) } },
  }
}
