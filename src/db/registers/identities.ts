import type { Day } from '../../domain/calendar.ts'
import type { Identity, IdentityCorrection } from '../generated/client.ts'
import { among, shaped } from '../shared/shape.ts'
import { dateOf, dayOfDate, type PageOf, type Registers } from './dates.ts'

const correctionKinds = ['reopened', 'annulled'] as const
export type CorrectionKind = (typeof correctionKinds)[number]
const aKind = among(correctionKinds)

/** What was corrected, and what stood there before. */
export interface IdentityCorrectionRow {
  readonly id: string
  readonly kind: CorrectionKind
  readonly reason: string
  readonly toBefore: Day | null
  readonly endedAtBefore: Date | null
  readonly endReasonBefore: string | null
  readonly recordedAt: Date
  readonly recordedBy: string
}

export type IdentityRow = Omit<Identity, 'validFrom' | 'validTo'> & {
  from: Day
  to: Day | null
  corrections: readonly IdentityCorrectionRow[]
}

const withCorrections = { corrections: { orderBy: { id: 'asc' } } } as const

function read({
  validFrom,
  validTo,
  corrections,
  ...row
}: Identity & { corrections: IdentityCorrection[] }): IdentityRow {
  return {
    ...row,
    from: dayOfDate(validFrom),
    to: validTo && dayOfDate(validTo),
    corrections: corrections.map(correction),
  }
}

function correction({ validToBefore, ...row }: IdentityCorrection): IdentityCorrectionRow {
  const { id, reason, endedAtBefore, endReasonBefore, recordedAt, recordedBy } = row
  const toBefore = validToBefore && dayOfDate(validToBefore)
  const kind = shaped('identity_corrections.kind', aKind, row.kind)
  return { id, kind, reason, toBefore, endedAtBefore, endReasonBefore, recordedAt, recordedBy }
}

export async function insertIdentity(
  registers: Registers,
  { from, to, corrections: _, ...row }: IdentityRow,
): Promise<IdentityRow> {
  const data = { ...row, validFrom: dateOf(from), validTo: to && dateOf(to) }
  return read(await registers.identity.create({ data, include: withCorrections }))
}

export async function endIdentityRow(
  registers: Registers,
  { personNo, id, to, endedAt }: { personNo: string; id: string; to: Day; endedAt: Date },
): Promise<IdentityRow> {
  const where = { personNo_id: { personNo, id } }
  return read(
    await registers.identity.update({ where, data: { validTo: dateOf(to), endedAt }, include: withCorrections }),
  )
}

export type NewIdentityCorrection = Pick<IdentityCorrectionRow, 'id' | 'kind' | 'reason' | 'recordedAt' | 'recordedBy'>

/** Reopens or annuls; what stood there before is kept beside it. */
export async function correctIdentityRow(
  registers: Registers,
  { personNo, id, to, endedAt, endReason }: IdentityRow,
  { kind, recordedAt, ...said }: NewIdentityCorrection,
): Promise<IdentityRow> {
  await registers.identityCorrection.create({
    data: {
      ...{ ...said, kind, recordedAt, personNo, identityId: id },
      ...{ validToBefore: to && dateOf(to), endedAtBefore: endedAt, endReasonBefore: endReason },
    },
  })
  const open = { validTo: null, endedAt: null, endReason: null }
  return read(
    await registers.identity.update({
      where: { personNo_id: { personNo, id } },
      data: kind === 'annulled' ? { annulledAt: recordedAt } : open,
      include: withCorrections,
    }),
  )
}

/** All of a person's, in the order in which they were recorded; ended and annulled ones included. */
export async function listIdentityRows(registers: Registers, personNo: string, page?: PageOf): Promise<IdentityRow[]> {
  const rows = await registers.identity.findMany({
    where: { personNo, ...(page?.after ? { id: { gt: page.after } } : {}) },
    orderBy: { id: 'asc' },
    include: withCorrections,
    ...(page ? { take: page.take } : {}),
  })
  return rows.map(read)
}
