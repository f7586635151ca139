import { z } from 'zod'
import { type PackFile, packFileSchema } from '../../domain/policies/pack.ts'

/** A value of a clause that is written otherwise. `path` is a JSON pointer within the clause, such as `/limits/1/amount`. */
export interface DraftEdit {
  readonly clause: string
  readonly path: string
  /** As a pack holds it: numbers as text. */
  readonly value: unknown
}

/** A file of a draft, as its author wrote it. */
export interface DraftFile {
  readonly name: string
  readonly text: string
}

/** What a run looks at besides the draft itself. It is kept with the run, and read again by whoever goes on with it. */
const askedSchema = z.object({
  seed: z.int(),
  more: z.array(z.object({ category: z.string().nullable(), percent: z.number() })),
  identities: z.array(z.object({ from: z.string().nullable(), to: z.string(), percent: z.number() })),
  sensitivity: z.boolean(),
  contributions: z.boolean(),
  curve: z.object({ clause: z.string(), path: z.string(), values: z.array(z.string()) }).nullable(),
})
export type WhatIfAsked = z.infer<typeof askedSchema>

const filesSchema = z.array(packFileSchema)

/** What a run was asked, as it was kept. */
export const keptAsked = (kept: unknown): WhatIfAsked => askedSchema.parse(kept)
/** The documents of a run's draft, as they were kept. */
export const keptDraft = (kept: unknown): PackFile[] => filesSchema.parse(kept)
