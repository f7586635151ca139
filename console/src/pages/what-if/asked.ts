import type { components } from '../../../../clients/typescript/src/index.ts'
import { sentFields } from '../../parts/sent.ts'

type Asked = components['schemas']['WhatIfRequest']
type Edit = NonNullable<Asked['draft']['edits']>[number]

/** Stands in a field for people without an identity, whom the service calls null. */
export const nobody = '-'

/** A number is sent as one once it is one; until then the service is shown what was typed, and says what to type. */
export const wholeOf = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? +value : value

const identityOf = (code: string | null) => (code === nobody ? null : code)

/** What the form asks, as the service takes it. */
export function askedOf(values: Readonly<Record<string, unknown>>): Asked {
  const { draft, people, curve, ...rest } = sentFields(values, new Set()) as unknown as Partial<Asked>
  const edits = (draft?.edits ?? []).map((edit: Edit) => ({
    ...edit,
    value: edit.value === 'null' ? null : edit.value,
  }))
  const more = people?.more?.map((one) => ({ ...one, category: identityOf(one.category) }))
  const identities = people?.identities?.map((one) => ({ ...one, from: identityOf(one.from) }))
  return {
    ...(rest as Asked),
    draft: { edits },
    ...(people ? { people: { ...(more ? { more } : {}), ...(identities ? { identities } : {}) } } : {}),
    ...(curve ? { curve: { ...curve, values: (curve.values ?? []).map((value) => value.trim()) } } : {}),
  }
}

/** Where the form has what is refused: of an edit as a whole at its value, of a point of the curve, which is the last edit, at its values. */
export function placeIn(values: Readonly<Record<string, unknown>>, pointer: string): string {
  const { edits = [] } = askedOf(values).draft
  const [, at] = /^\/draft\/edits\/(\d{1,2})$/.exec(pointer) ?? []
  if (at !== undefined) return edits[+at] === undefined ? '/curve/values' : `${pointer}/value`
  return pointer.startsWith('/curve/values/') ? '/curve/values' : pointer
}
