import { visitOfSettlement } from '../../application/hospital-visits/find-visits.ts'
import { findReversed, recalculatedWords } from '../../application/hospital-visits/recalculated.ts'
import { medTypeOf, operatorOf } from '../../application/hospital-visits/settle-visit.ts'
import {
  type FoundSettlement,
  findOwnSettlement,
  noSettlement,
  shownSettlement,
} from '../../application/settlement/find-settlements.ts'
import type { SettlementAnswer } from '../../application/settlement/settlement-answer.ts'
import { shortId, uuidOf } from '../../application/shared/short-id.ts'
import { type NationalCall, node, shownPatient, type Transaction, type TransactionReply } from '../envelope/call.ts'
import type { Out } from '../envelope/json.ts'
import { levelCodes } from '../reader/code-tables.ts'
import { timeText } from '../reader/times.ts'
import { owedWords } from '../reply/owed-words.ts'
import { sentences } from '../reply/sentences.ts'
import { reversedDetail, setldetail } from '../reply/setldetail.ts'
import { type Shown, type ShownAs, setlinfo } from '../reply/setlinfo.ts'
import { fundsOf, shownOf } from './settlement.ts'

/**
 * 5203: a settlement as it stands, or a reversal by its own id, negated as 2305 answers it. A settlement that was reversed keeps
 * its amounts and its flag: the reversal is the row that takes them back, so that whoever adds rows up comes to nothing.
 */
async function settlement(call: NationalCall): Promise<TransactionReply> {
  const { service } = call
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  const setlId = data.code('setl_id', 36)
  data.done()
  const person = await shownPatient(call, personNo)
  const id = uuidOf(setlId) ?? noSettlement(setlId)
  const undone = await findReversed(service, { personNo, entryId: id })
  const found = await findOwnSettlement(service, call.caller, undone ?? id)
  if (found.settlement.personNo !== personNo) noSettlement(id)
  const shown = await shownOfFound(call, person, found)
  const more = await besides(call, found)
  return undone === null ? settled(found, shown, more) : reversal(found, shown, id, more)
}

async function shownOfFound(call: NationalCall, person: Shown['patient'], found: FoundSettlement): Promise<Shown> {
  const answer = shownSettlement(found.settlement, 'zh')
  const visit = await visitOfSettlement(call.service, call.caller, answer)
  return shownOf(call, person, answer, visit, await medTypeOf(call.service, visit, answer.settlementNo ?? ''))
}

type Besides = Awaited<ReturnType<typeof besides>>

/** Where it was settled and by whom, as the message that settled it had it. */
async function besides({ service, place }: NationalCall, { settlement }: FoundSettlement) {
  const { hospitalCode, settlementNo } = settlement
  const { opterId, opterName } = await operatorOf(service, { hospitalCode, msgid: settlementNo })
  return { hosp_lv: levelCodes[place.level], invono: null, opter_id: opterId, opter_name: opterName }
}

function settled(found: FoundSettlement, shown: Shown, more: Besides): TransactionReply {
  const { settlement: answer } = shown
  const at = answer.settledAt && timeText(new Date(answer.settledAt))
  const as = {
    setlId: shortId(answer.id ?? ''),
    msgid: answer.settlementNo ?? '',
    at,
    payers: answer.payers,
    isNegated: false,
  }
  return {
    warning: sentences([recalculatedWords(found), owedWords(answer)]),
    output: {
      setlinfo: { ...info(shown, as), ...more, refd_setl_flag: '0' },
      setldetail: setldetail(answer, fundsOf(shown)),
    },
  }
}

function reversal({ entries }: FoundSettlement, shown: Shown, id: string, besides: Besides): TransactionReply {
  const entry = entries.find(({ entryId }) => entryId === id) ?? noSettlement(id)
  const { settlement: answer } = shown
  const at = timeText(new Date(entry.postedAt))
  const as = { setlId: shortId(id), msgid: entry.reversalNo ?? '', at, payers: entry.payers, isNegated: true }
  const more = { ...besides, refd_setl_flag: '1', init_setl_id: shortId(answer.id ?? '') }
  return {
    output: {
      setlinfo: { ...info(shown, as), ...more },
      setldetail: reversedDetail(answer, fundsOf(shown), entry.payers, () => undefined),
    },
  }
}

/** The fields of a settlement under the names that this transaction has for two of them, with its own besides. */
function info(shown: Shown, as: ShownAs): { readonly [name: string]: Out } {
  const { settlement: answer, visit } = shown
  const { psn_part_amt, psn_cash_pay, ...rest } = setlinfo(shown, as)
  return {
    ...rest,
    psn_pay: psn_part_amt ?? null,
    cash_payamt: psn_cash_pay ?? null,
    ...daysOf(answer),
    year: String(answer.year),
    dise_codg: visit.diseaseCode,
    dise_name: visit.diseaseName,
    exp_content: visit.note,
  }
}

function daysOf({ admittedOn, servedOn, dischargedOn }: SettlementAnswer) {
  return { begndate: admittedOn ?? servedOn, enddate: dischargedOn ?? servedOn }
}

export const settlementQueries: readonly Transaction[] = [{ infno: '5203', name: '结算信息查询', run: settlement }]
