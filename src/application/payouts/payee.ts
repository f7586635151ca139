import { type PayeeKind, payeeKindNames } from '../../domain/payouts/payout-names.ts'
import { type Fault, refuse } from '../../domain/refusals/refusal.ts'
import { comparableName } from '../../domain/registers/comparable-name.ts'
import { isLostName } from '../../domain/registers/lost-name.ts'

export interface PayeeAsked {
  readonly kind: PayeeKind
  /** Left out for the person, whose name is in the register. */
  readonly name?: string | null | undefined
  /** Why somebody else is paid: the relation and the paper that shows it. */
  readonly grounds?: string | null | undefined
}

export interface RegisteredPerson {
  readonly name: string
  readonly diedOn: string | null
}

/** The dead are not paid; whoever else is paid says why. Errors: `payee-invalid`. */
export function payeeNameOf(payee: PayeeAsked, person: RegisteredPerson): string {
  const faults = payee.kind === 'person' ? faultsOfPerson(payee, person) : faultsOfOther(payee, person)
  if (faults.length > 0) refuse('payee-invalid', { kind: payeeKindNames[payee.kind] }, { faults })
  return payee.kind === 'person' ? person.name : (payee.name ?? person.name)
}

const fault = (pointer: string, zh: string, en: string): Fault => ({ pointer: `/payee/${pointer}`, detail: { zh, en } })

function faultsOfPerson({ name = null, grounds = null }: PayeeAsked, person: RegisteredPerson): Fault[] {
  const { diedOn } = person
  return [
    ...(name === null || comparableName(name) === comparableName(person.name)
      ? []
      : [
          fault(
            'name',
            '与登记姓名不一致；本人收款时请去掉姓名。',
            'This is not the name in the register; leave it out.',
          ),
        ]),
    ...(grounds === null
      ? []
      : [fault('grounds', '本人收款无需依据；请去掉。', 'The person needs no grounds; leave them out.')]),
    ...(diedOn === null
      ? []
      : [
          fault(
            'kind',
            `该人员已于 ${diedOn} 死亡；请填 heir（继承人）及依据。`,
            `The person died on ${diedOn}; send \`heir\` with the grounds.`,
          ),
        ]),
  ]
}

function faultsOfOther({ kind, name = null, grounds = null }: PayeeAsked, { diedOn }: RegisteredPerson): Fault[] {
  const kinds =
    kind === 'heir' && diedOn === null
      ? [
          fault(
            'kind',
            '该人员未登记死亡；请先登记（PUT …/death），或填 guardian（监护人）。',
            'No death is on record; record it with PUT …/death, or send `guardian`.',
          ),
        ]
      : kind === 'guardian' && diedOn !== null
        ? [
            fault(
              'kind',
              `该人员已于 ${diedOn} 死亡；请填 heir（继承人）。`,
              `The person died on ${diedOn}; send \`heir\`.`,
            ),
          ]
        : []
  return [
    ...(name === null ? [fault('name', '请填写收款人姓名。', 'Send the name of the payee.')] : []),
    ...(name !== null && isLostName(name)
      ? [
          fault(
            'name',
            '收款人姓名已脱敏（丁*、丁×、丁某 等），或有无法识别的字符；请按证件填写完整姓名。',
            'The name of the payee is masked (丁*, 丁×, 丁某), or has a character that was lost; send the whole name as the document has it.',
          ),
        ]
      : []),
    ...(grounds === null
      ? [fault('grounds', '请填写关系及证明材料。', 'Send the relation and the paper that shows it.')]
      : []),
    ...kinds,
  ]
}
