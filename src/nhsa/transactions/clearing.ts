import { applyForClearing } from '../../application/clearing/claim-clearing.ts'
import { withdrawClearing } from '../../application/clearing/decide-clearing.ts'
import { keepAnswered } from '../../application/hospital-visits/messages.ts'
import { lastDayOfPeriod } from '../../domain/clearing/clearing.ts'
import { add, decimal, yuan } from '../../domain/money.ts'
import { fundOfPlace } from '../../domain/policies/funds.ts'
import { messageOf, type NationalCall, node, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { WrittenJson, writeJson } from '../envelope/json.ts'
import { clearingTypeOf, countOf } from '../reader/common-fields.ts'
import { type Reader, sumDigits } from '../reader/reader.ts'

/** `2023-03`; what is asked for is always the whole month, so the days that a message names lie within it. */
function monthOf(data: Reader): string {
  const sent = data.code('setlym', 7)
  const month = sent.replace(/^(\d{4})(\d{2})$/, '$1-$2')
  if (sent !== '' && !/^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(month)) data.fault('setlym', '须为六位年月，如 202303')
  const [from, to] = [data.maybeDay('begndate'), data.maybeDay('enddate')]
  for (const [name, day] of [
    ['begndate', from],
    ['enddate', to],
  ] as const)
    if (day !== null && !day.startsWith(month)) data.fault(name, `须在清算年月 ${month.replace('-', '')} 之内`)
  if (from !== null && to !== null && to < from) data.fault('enddate', '不能早于 begndate')
  return month
}

function claimOf(data: Reader) {
  const total = data.signedMoney('medfee_sumamt', sumDigits)
  const recognised = data.maybeSignedMoney('med_sumfee', sumDigits)
  const isAbove = recognised !== null && total !== '' && decimal(recognised).gt(total)
  // Of a month of nothing but reversals both are below nothing, and the larger one is the nearer to it.
  if (isAbove && !total.startsWith('-')) data.fault('med_sumfee', '不能大于 medfee_sumamt')
  const cash = data.signedMoney('cash_payamt', sumDigits)
  const account = data.maybeSignedMoney('acct_pay', sumDigits) ?? '0.00'
  return {
    total,
    fundPaid: data.signedMoney('fund_appy_sum', sumDigits),
    personPaid: cash === '' ? null : yuan(add(decimal(cash), decimal(account))),
    count: countOf(data, 'psntime'),
  }
}

/** Whose fund is asked: that of the insured place which the message names, else that of the hospital's own. */
function fundOf({ service, envelope: { insuredRegion } }: NationalCall, month: string): string | null {
  return insuredRegion === null || month === ''
    ? null
    : fundOfPlace(service.library, insuredRegion, lastDayOfPeriod(month))
}

/** 3203: the hospital asks for what it is owed of a month; the number of the message is that of the application. */
async function apply(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const content = { clearingType: clearingTypeOf(data), month: monthOf(data), claimed: claimOf(data) }
  data.done()
  const { service, caller, envelope } = call
  const { hospitalCode, msgid: applicationNo } = envelope
  const region = fundOf(call, content.month)
  const done = await keepAnswered(service, caller, messageOf(call, { ...content, region }), async () => {
    const { clearing } = await applyForClearing(service, caller, { hospitalCode, applicationNo, ...content, region })
    const output = { result: { clr_appy_evt_id: clearing.applicationId } }
    return { output: writeJson(output), warning: null, personNo: null, mdtrtId: null }
  })
  return { output: new WrittenJson(done.output ?? 'null'), refmsgid: done.refmsgid }
}

/** 3204 */
async function withdraw(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const read = { id: data.code('clr_appy_evt_id', 36) }
  data.done()
  const { service, caller } = call
  const done = await keepAnswered(service, caller, messageOf(call, read), async () => {
    await withdrawClearing(service, caller, read.id)
    return { output: null, warning: null, personNo: null, mdtrtId: null }
  })
  return { output: null, refmsgid: done.refmsgid }
}

export const clearingTransactions: readonly Transaction[] = [
  { infno: '3203', name: '清算申请', run: apply },
  { infno: '3204', name: '清算申请撤销', run: withdraw },
]
