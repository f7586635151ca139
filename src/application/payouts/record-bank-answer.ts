import type pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { type AnsweredBatchLine, type BatchLine, listBatchLines, writeAnswer } from '../../db/payouts/batch-lines.ts'
import { closeBatchRow, findPayoutBatch, lockBatch, type StoredBatch } from '../../db/payouts/batches.ts'
import { withTransaction } from '../../db/transaction.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import { movements } from '../../domain/fund/journal.ts'
import type { Bilingual } from '../../domain/language.ts'
import { decimal, sum, yuan } from '../../domain/money.ts'
import type { LineOutcome } from '../../domain/payouts/payout-names.ts'
import { type Caller, ofRegion, requireFundKeeper, requireKind } from '../callers/caller.ts'
import { postTo } from '../fund/post-entries.ts'
import type { Service } from '../service.ts'
import { type ShownBatch, shownPayoutBatch } from './batch-answer.ts'
import { batchNotFound, refuseStatus, tellAction } from './decide-batch.ts'
import { maxBatchLines } from './make-batch.ts'

/** What a bank said of one line of a batch. */
export interface BankAnswerLine {
  /** Where it stands in the file or the request, from 1. */
  readonly place: number
  readonly lineNo: number
  readonly outcome: LineOutcome
  /** Left out, the day it is in China. */
  readonly on: Day | null
  /** As the bank has it, where it says so: it must be the line's. */
  readonly amount: string | null
  readonly bankNo: string | null
  /** Why it came back. */
  readonly reason: string | null
}

export interface BankLineFault {
  readonly place: number
  readonly lineNo: number | null
  readonly detail: Bilingual
}

export interface RecordedAnswer {
  readonly batch: ShownBatch
  readonly paid: number
  readonly returned: number
  /** Lines that say what is known already. */
  readonly repeated: number
  readonly faults: readonly BankLineFault[]
}

/**
 * Takes what a bank said of a batch line by line. A line that cannot be is named and stays as it was; the others are booked,
 * all in one transaction. What a line said before may be said again; a bank may send back what it had confirmed, and what
 * came back never counts as paid.
 * Errors: `forbidden`, `not-found`, `batch-status`.
 */
export async function recordBankAnswer(
  service: Service,
  caller: Caller,
  id: string,
  linesOf: (batch: StoredBatch) => {
    readonly lines: readonly BankAnswerLine[]
    readonly faults: readonly BankLineFault[]
  },
): Promise<RecordedAnswer> {
  requireKind(caller, 'bureau')
  return withTransaction(service.db.pool, async (client) => {
    const batch = ofRegion(caller, await lockBatch(client, id)) ?? batchNotFound(id)
    requireFundKeeper(caller, batch.region)
    if (batch.status !== 'sent' && batch.status !== 'closed') refuseStatus(batch, tellAction)
    const { lines: telling, faults } = linesOf(batch)
    const known = await listBatchLines(client, batch.id, { after: null, take: maxBatchLines })
    const sorted = sortLines(
      batch,
      { telling, faults },
      new Map(known.map((line) => [line.lineNo, line])),
      chinaDay(service.clock()),
    )
    await write(service, client, caller, batch, sorted)
    const count = (outcome: LineOutcome) => sorted.news.filter((line) => line.outcome === outcome).length
    return {
      batch: shownPayoutBatch((await findPayoutBatch(client, batch.id)) as StoredBatch),
      paid: count('paid'),
      returned: count('returned'),
      repeated: sorted.repeated,
      faults: [...faults, ...sorted.faults].sort((a, b) => a.place - b.place),
    }
  })
}

/** A line that is news, as it stood before. */
interface News extends AnsweredBatchLine {
  readonly amount: string
  readonly wasPaid: boolean
}

interface Sorted {
  readonly news: readonly News[]
  readonly repeated: number
  readonly faults: readonly BankLineFault[]
}

function sortLines(
  batch: StoredBatch,
  {
    telling,
    faults: unread,
  }: { readonly telling: readonly BankAnswerLine[]; readonly faults: readonly BankLineFault[] },
  known: ReadonlyMap<number, BatchLine>,
  today: Day,
): Sorted {
  const news: News[] = []
  const faults: BankLineFault[] = []
  const seen = new Set<number>()
  const contradicted = contradictedIn(telling, unread)
  let repeated = 0
  for (const one of telling) {
    const line = known.get(one.lineNo)
    const on = one.on ?? today
    const isTwice = seen.has(one.lineNo) || contradicted.has(one.lineNo)
    const detail = isTwice ? faultsOfLines.twice : faultOf(batch, line, { ...one, on }, today)
    if (detail === 'known') repeated += 1
    else if (detail !== null || line === undefined)
      faults.push({ place: one.place, lineNo: one.lineNo, detail: detail ?? faultsOfLines.unknown })
    else {
      seen.add(one.lineNo)
      const { lineNo, outcome, bankNo } = one
      const reason = outcome === 'returned' ? one.reason : null
      news.push({ lineNo, outcome, on, bankNo, reason, amount: line.amount, wasPaid: line.state === 'paid' })
    }
  }
  return { news, repeated, faults }
}

/** Lines of which one answer says two things, or something unreadable beside the other: it is for the bank to say which is so, and neither is taken. */
function contradictedIn(telling: readonly BankAnswerLine[], unread: readonly BankLineFault[]): ReadonlySet<number> {
  const said = new Map<number, BankAnswerLine>()
  const contradicted = new Set(unread.flatMap(({ lineNo }) => lineNo ?? []))
  for (const one of telling) {
    const other = said.get(one.lineNo)
    if (other && !agree(one, other)) contradicted.add(one.lineNo)
    said.set(one.lineNo, one)
  }
  return contradicted
}

const agree = (one: BankAnswerLine, other: BankAnswerLine): boolean =>
  one.outcome === other.outcome &&
  one.on === other.on &&
  one.bankNo === other.bankNo &&
  (one.amount === null || other.amount === null || decimal(one.amount).eq(decimal(other.amount)))

const faultsOfLines = {
  unknown: { zh: '批次中没有这一行；请核对业务编号。', en: 'The batch has no such line; check the reference.' },
  twice: {
    zh: '同一行在本次反馈中出现多次；请只保留一行。内容不一致的均未记账。',
    en: 'The line is in this answer more than once; leave one. Where they differ, none was taken.',
  },
  reason: { zh: '退回须填写原因。', en: 'Say why it came back.' },
  returned: {
    zh: '该行已退回，不能再记为支付成功；更正账号后编入新批次。',
    en: 'The line came back and does not count as paid; it goes out in another batch with a mended account.',
  },
  future: { zh: '日期晚于今天。', en: 'The day is in the future.' },
} as const satisfies Record<string, Bilingual>

/** What is wrong with what is said of a line; `known` where it was said before, null where it is news. */
function faultOf(
  { sentOn }: StoredBatch,
  line: BatchLine | undefined,
  said: BankAnswerLine & { readonly on: Day },
  today: Day,
): Bilingual | 'known' | null {
  if (!line) return faultsOfLines.unknown
  if (said.amount !== null && !decimal(said.amount).eq(decimal(line.amount)))
    return {
      zh: `金额 ${said.amount} 与批次中的 ${line.amount} 不符。`,
      en: `The amount is ${said.amount}, and ${line.amount} in the batch.`,
    }
  if (line.state === 'paid' && said.outcome === 'paid') return samePayment(line, said)
  if (line.state === 'returned') return said.outcome === 'returned' ? 'known' : faultsOfLines.returned
  if (said.outcome === 'returned' && said.reason === null) return faultsOfLines.reason
  if (said.on > today) return faultsOfLines.future
  const earliest = line.paidOn ?? (sentOn as Day)
  if (said.on < earliest)
    return {
      zh: `日期 ${said.on} 早于 ${earliest}（发送或支付日）。`,
      en: `The day ${said.on} is before ${earliest}, when it was sent or paid.`,
    }
  return null
}

function samePayment({ paidOn, bankNo }: BatchLine, said: BankAnswerLine): Bilingual | 'known' {
  const differs =
    (said.on !== null && said.on !== paidOn) || (said.bankNo !== null && bankNo !== null && said.bankNo !== bankNo)
  if (!differs) return 'known'
  return {
    zh: `该行已按 ${paidOn}、流水号 ${bankNo ?? '—'} 记为支付成功，未作更改；请核对。`,
    en: `The line is on record as paid on ${paidOn} under ${bankNo ?? '—'} and stays so; check it.`,
  }
}

/** One answer and its entries a day, since the fund's quarter goes by the bank's day. */
async function write(
  service: Service,
  client: pg.PoolClient,
  caller: Caller,
  { id, region, batchNo }: StoredBatch,
  { news }: Sorted,
): Promise<void> {
  const at = service.clock()
  for (const day of [...new Set(news.map(({ on }) => on))].sort()) {
    const told = news.filter(({ on }) => on === day)
    const answer = { id: uuidv7(), batchId: id, answeredAt: at.toISOString(), callerId: caller.id }
    await writeAnswer(client, answer, told)
    for (const { kind, lines } of entriesOf(region, told)) {
      const head = { region, kind, reference: answer.id, note: batchNo, happenedOn: day }
      if (lines.length > 0) await postTo(client, at, caller.id, { ...head, lines })
    }
  }
  await closeBatchRow(client, id)
}

function entriesOf(region: string, told: readonly News[]) {
  const total = (of: (line: News) => boolean) => yuan(sum(told.filter(of).map(({ amount }) => decimal(amount))))
  const paid = total(({ outcome }) => outcome === 'paid')
  const fromBank = total(({ outcome, wasPaid }) => outcome === 'returned' && !wasPaid)
  const fromPeople = total(({ outcome, wasPaid }) => outcome === 'returned' && wasPaid)
  return [
    { kind: 'payout-paid', lines: decimal(paid).isZero() ? [] : movements.arrived(region, paid) },
    { kind: 'payout-returned', lines: movements.cameBack(region, fromBank, fromPeople) },
  ] as const
}
