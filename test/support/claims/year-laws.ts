import { replay } from '../../../src/domain/ledger/replay.ts'
import { emptyYear, storedYear } from '../../../src/domain/ledger/year-state.ts'
import { decimal, less, max, min, sum, toFen, yuan, zero } from '../../../src/domain/money.ts'
import { payers } from '../../../src/domain/names/payers.ts'
import { type Stepped, stepThrough } from './arbitraries.ts'
import type { Sketch } from './visit.ts'

/*
 * What holds of any year, as a list of what does not: whoever runs a million of them counts, and a test expects none. The
 * terms of the top-ups stand here once more, by hand from the documents, so that the engine is held to them and not to itself.
 */

interface YearTerms {
  readonly payer: 'reAid' | 'tilt'
  readonly account: 'tilt' | 're-aid'
  readonly threshold: string
  readonly rate: string
  readonly limit: string
}

/** 晋市政办〔2022〕40号 第十四条; 鲁医保发〔2020〕79号 二（三）. Both pay on what the year has accumulated. */
const termsOf: Readonly<Record<string, YearTerms>> = {
  '140500': { payer: 'tilt', account: 'tilt', threshold: '10000', rate: '0.7', limit: '40000' },
  '370000': { payer: 'reAid', account: 're-aid', threshold: '5000', rate: '0.7', limit: '20000' },
  '370800': { payer: 'reAid', account: 're-aid', threshold: '5000', rate: '0.7', limit: '20000' },
}

type Active = Stepped['active'][number]

/** What a year breaks, in words; nothing where all holds. */
export function brokenLaws(sketches: readonly Sketch[]): string[] {
  return faultsOf(stepThrough(sketches))
}

export function faultsOf(stepped: Stepped): string[] {
  const { active } = stepped
  return [
    ...active.flatMap(ofVisit),
    ...active.flatMap(ofReasons),
    ...ofOwed(active),
    ...ofTopUps(stepped),
    ...ofReplay(stepped),
  ]
}

function ofVisit({ settlementId, claim, outcome }: Active): string[] {
  const faults: string[] = []
  const expectSame = (what: string, one: string, other: string) => {
    if (one !== other) faults.push(`${settlementId}: ${what}: ${one} is not ${other}`)
  }
  const amounts = payers.map((payer) => decimal(outcome.payers[payer]))
  expectSame('the payers sum to the total', yuan(sum(amounts)), yuan(claim.costs.total))
  if (amounts.some((amount) => amount.lt(zero))) faults.push(`${settlementId}: a payer is negative`)
  for (const payer of payers) {
    const lines = outcome.lines.filter((line) => line.payer === payer)
    expectSame(`the lines of ${payer}`, yuan(sum(lines.map((line) => decimal(line.amount)))), outcome.payers[payer])
  }
  const { main, floor, offCatalogue } = outcome.assistanceParts
  expectSame('the parts of assistance', yuan(sum([main, floor, offCatalogue].map(decimal))), outcome.payers.assistance)
  for (const { name, limit, usedBefore, usedAfter } of outcome.limits) {
    const allowed = limit === null ? null : max(decimal(limit), decimal(usedBefore))
    if (decimal(usedAfter).lt(decimal(usedBefore)) || (allowed !== null && decimal(usedAfter).gt(allowed)))
      faults.push(`${settlementId}: limit ${name} of ${limit}: ${usedBefore} to ${usedAfter}`)
  }
  return faults
}

/** A reason is given once, and whoever gets nothing of what is left in scope can read why. */
function ofReasons({ settlementId, claim, outcome }: Active): string[] {
  const said = outcome.reasons.map((reason) => JSON.stringify(reason))
  const twice = said.length === new Set(said).size ? [] : [`${settlementId}: a reason is given twice`]
  const { basic, criticalIllness, assistance } = outcome.payers
  const left = less(claim.costs.inScope, sum([basic, criticalIllness].map(decimal)))
  const given = outcome.lines.some(({ step }) => step.endsWith('-given'))
  const silent = decimal(assistance).isZero() && left.gt(decimal('1.00')) && said.length === 0 && !given
  return silent ? [...twice, `${settlementId}: nothing of ${yuan(left)} is aided, and nothing says why`] : twice
}

/** What is owed to a person is posted to visits of the year, whole: what visits brought is what visits were given. */
function ofOwed(active: readonly Active[]): string[] {
  const brought = active.flatMap(({ outcome }) => outcome.owedToPerson?.settlements ?? [])
  const owed = sum(active.map(({ outcome }) => decimal(outcome.owedToPerson?.amount ?? '0')))
  const given = sum(
    active.flatMap(({ outcome: { toPerson } }) => (toPerson ? [decimal(toPerson.reAid), decimal(toPerson.tilt)] : [])),
  )
  const named = new Set(active.map(({ settlementId }) => settlementId))
  const lost = brought
    .filter(({ settlementId }) => !named.has(settlementId))
    .map((one) => `owed to nobody: ${one.amount}`)
  const sums = [yuan(owed), yuan(given), yuan(sum(brought.map(({ amount }) => decimal(amount))))]
  return new Set(sums).size === 1 ? lost : [...lost, `owed, given and listed: ${sums.join(', ')}`]
}

/** Rate × what has been paid on, to the fen and at most the limit, whatever order and parts it came in. */
function ofTopUps({ active, states }: Stepped): string[] {
  const last = states.at(-1)
  const region = active[0]?.outcome.region
  const terms = region === undefined ? undefined : termsOf[region]
  if (!last || !terms || active.some(({ outcome }) => outcome.region !== region)) return []
  const paid = sum(active.map(({ outcome }) => decimal(outcome.payers[terms.payer])))
  const due = (excess: typeof zero) => min(decimal(terms.limit), toFen(excess.times(decimal(terms.rate))))
  const on = last.paidOn[terms.account] ?? zero
  const excess = less(last.selfPay, decimal(terms.threshold))
  const faults: string[] = []
  if (yuan(paid) !== yuan(due(on)))
    faults.push(`${terms.payer} of the year is ${yuan(paid)} on an excess of ${yuan(on)}`)
  if (on.gt(excess)) faults.push(`${terms.payer} is paid on ${yuan(on)} of ${yuan(excess)}`)
  return faults
}

/** Settled again from nothing it is the same year, to the last word. */
function ofReplay({ active, states }: Stepped): string[] {
  const again = replay(active, emptyYear)
  const same =
    JSON.stringify(again.active.map(({ outcome }) => outcome)) ===
      JSON.stringify(active.map(({ outcome }) => outcome)) &&
    JSON.stringify(storedYear(again.state)) === JSON.stringify(storedYear(states.at(-1) ?? again.state))
  return same ? [] : ['settled again it is another year']
}
