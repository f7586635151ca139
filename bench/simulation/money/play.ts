import { Refusal } from '../../../src/domain/refusals/refusal.ts'
import { auditing } from './auditing.ts'
import type { Ground } from './ground.ts'
import { paying } from './paying.ts'
import { settling } from './settling.ts'

/** Refusals that a year brings; anything else is a fault of ours. */
const ordinary = new Set([
  ...['payout-nothing-owed', 'payout-status', 'payouts-none-open', 'payout-exceeds-owed', 'batch-status'],
  ...['clearing-nothing-left', 'clearing-status', 'fund-insufficient', 'not-found', 'recovery-exceeds'],
  ...['opening-standing', 'correction-of-reversed', 'correction-not-possible', 'correction-exceeds-aid'],
  ...[
    'disallowance-exceeds-aid',
    'same-visit-settled',
    'visit-handed-in',
    'identity-overlaps',
    'paid-exceeds-in-scope',
  ],
])

const often = [
  'bill',
  'bill',
  'bill',
  'bill',
  'handIn',
  'recalculate',
  'clear',
  'decide',
  'decide',
  'pay',
  'pay',
  'batch',
] as const
const ofThePayouts = ['approve', 'send', 'send', 'tell', 'tell'] as const
const seldom = [
  ...(['certify', 'uncertify', 'undo', 'open', 'unopen', 'run', 'run', 'close'] as const),
  ...(['mend', 'withdraw', 'recover', 'paidSince', 'takeBack', 'move', 'disallow', 'disallow'] as const),
]

/** A year in which everything happens to a few people, in any order. Answers how often each step was taken and refused. */
export async function playYear(ground: Ground, steps: number): Promise<Record<string, number>> {
  const all = { ...settling(ground), ...paying(ground), ...auditing(ground) }
  const done: Record<string, number> = {}
  for (let at = 0; at < steps; at += 1) {
    const list = [seldom, often, often, ofThePayouts][ground.upTo(4)] ?? often
    const name = ground.among(list) as keyof typeof all
    const outcome = await all[name]().then(
      () => name,
      (error: unknown) => {
        if (!(error instanceof Refusal) || !ordinary.has(error.code)) throw error
        return `${name}: ${error.code}`
      },
    )
    done[outcome] = (done[outcome] ?? 0) + 1
  }
  return done
}
