import type { Bilingual } from '../language.ts'
import { type Decimal, yuan } from '../money.ts'
import { figureName } from '../names/figures.ts'
import type { Figure, Law } from '../policies/law.ts'
import { refuse } from '../refusals/refusal.ts'
import type { Trace } from './trace.ts'

/**
 * The amount of a figure, with the cautions that belong to it.
 * Errors: `figure-missing` names the figure and the year; it is never taken as zero.
 */
export function amountOf(figure: Figure, law: Law, trace: Trace): Decimal {
  if (figure.kind === 'missing') return refuseMissing(figure, law)
  if (!trace.isKept) return figure.value
  const params = { figure: figure.name, year: String(figure.year), code: figure.code ?? '', value: yuan(figure.value) }
  if (figure.provisional) trace.warn('provisional-figure', figure.provisional, params)
  if (figure.doubtful) trace.warn('doubtful-figure', figure.clause, params)
  else if (figure.clause.status === 'unconfirmed') trace.warn('unconfirmed-figure', figure.clause, params)
  return figure.value
}

/** What a claim may say instead of having it computed from a figure. */
const given: Readonly<Record<string, Bilingual>> = {
  'critical-illness-deductible': {
    zh: '请在 paid.criticalIllness 中填写大病保险已支付金额，或',
    en: 'send what critical-illness insurance has paid in `paid.criticalIllness`, or ',
  },
}

export function refuseMissing(figure: Extract<Figure, { kind: 'missing' }>, law: Law): never {
  return refuse('figure-missing', {
    region: law.region,
    figure: figure.name,
    called: figureName(figure.name, law.region),
    instead: given[figure.name] ?? { zh: '', en: '' },
    year: figure.detail,
    clause: figure.clause?.id ?? law.policy,
  })
}
