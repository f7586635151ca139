import { keepAnswered, onceByMsgid } from '../../application/hospital-visits/messages.ts'
import { cancelReferral, refer, waitsWords } from '../../application/hospital-visits/referrals.ts'
import { dropRequest, requestRegistration } from '../../application/registers/registration-requests.ts'
import { shortId, uuidOf } from '../../application/shared/short-id.ts'
import { chinaDay, type Day } from '../../domain/calendar.ts'
import { type RegistrationKind, registrationKinds } from '../../domain/names/registrations.ts'
import { refuse } from '../../domain/refusals/refusal.ts'
import {
  messageOf,
  type NationalCall,
  node,
  patient,
  type Transaction,
  type TransactionReply,
} from '../envelope/call.ts'
import { type Out, WrittenJson, writeJson } from '../envelope/json.ts'
import { expansionFields } from '../reader/expansion.ts'
import type { Reader } from '../reader/reader.ts'
import { sentences } from '../reply/sentences.ts'

const recorded = (id: string): Out => ({ result: { trt_dcla_detl_sn: shortId(id) } })

/** 2501 转院备案: `begndate` left out it begins on the day of the transfer; an open end stays open. */
async function addReferral(call: NationalCall): Promise<TransactionReply> {
  const reader = node(call, 'refmedin')
  const read = {
    personNo: reader.code('psn_no'),
    toHospital: reader.code('reflin_medins_no'),
    toRegion: reader.maybeCode('mdtrtarea_admdvs', 6) ?? reader.maybeCode('mdtrtarea_admvs', 6),
    from: reader.maybeDay('begndate') ?? reader.day('refl_date'),
    to: reader.maybeLastDay('enddate'),
  }
  requirePeriod(reader, read)
  reader.done()
  await patient(call, read.personNo)
  const message = messageOf(call, read)
  const { service, caller } = call
  const done = await onceByMsgid(service, caller, message, async (client) => {
    const { id, waits } = await refer(service, caller, client, read)
    return { output: writeJson(recorded(id)), warning: waitsWords(waits), personNo: read.personNo, mdtrtId: null }
  })
  return { output: new WrittenJson(done.output ?? 'null'), warning: done.warning, refmsgid: done.refmsgid }
}

function requirePeriod(reader: Reader, { from, to }: { from: Day; to: Day | null }): void {
  if (to !== null && from !== '' && to < from) reader.fault('enddate', '不能早于 begndate')
}

function readWhich(call: NationalCall) {
  const data = node(call, 'data')
  const read = { personNo: data.code('psn_no'), serial: data.code('trt_dcla_detl_sn', 36) }
  if (read.serial !== '' && uuidOf(read.serial) === null) data.fault('trt_dcla_detl_sn', '须为备案应答中的流水号')
  data.done()
  return { personNo: read.personNo, id: uuidOf(read.serial) ?? '' }
}

async function dropReferral(call: NationalCall): Promise<TransactionReply> {
  const read = readWhich(call)
  await patient(call, read.personNo)
  const { service, caller } = call
  const done = await onceByMsgid(service, caller, messageOf(call, read), async (client) => {
    await cancelReferral(service, caller, client, read)
    return { output: null, warning: null, personNo: read.personNo, mdtrtId: null }
  })
  return { output: null, refmsgid: done.refmsgid }
}

/** The kind of registration may be said in `exp_content`; else it is the one that the region's policy asks for. */
function readRegistration(call: NationalCall) {
  const data = node(call, 'data')
  const { more, cautions } = expansionFields(data, ['reg_kind', 'management', 'package_code'])
  const kind = more.maybeCode('reg_kind')
  if (kind !== null && !registrationKinds.some((one) => one === kind))
    more.fault('reg_kind', `须为 ${registrationKinds.join('、')} 之一`)
  const management = more.maybeCode('management')
  if (management !== null && management !== 'visit' && management !== 'quota')
    more.fault('management', '须为 visit 或 quota')
  const read = {
    personNo: data.code('psn_no'),
    kind: kind as RegistrationKind | null,
    diseaseCode: data.text('opsp_dise_code', 50),
    diseaseName: data.text('opsp_dise_name', 200),
    management: management as 'visit' | 'quota' | null,
    packageCode: more.maybeText('package_code', 100),
    from: data.day('begndate'),
    to: data.maybeLastDay('enddate'),
  }
  requirePeriod(data, read)
  data.done()
  return { read, cautions }
}

const waits = '已受理，待经办机构确认后生效；确认前结算不享受该病种待遇。可用 5301 查询。'

/** 2503. The use case is repeatable by its content, so a copy whose first answer was lost finds what it wrote. */
async function addRegistration(call: NationalCall): Promise<TransactionReply> {
  const { read, cautions } = readRegistration(call)
  const { service, caller } = call
  const { insuredRegion } = await patient(call, read.personNo)
  const kind = read.kind ?? kindOf(call, insuredRegion)
  const done = await keepAnswered(service, caller, messageOf(call, read), async () => {
    const { answer } = await requestRegistration(service, caller, { ...read, insuredRegion, kind })
    const warning = sentences([answer.status === 'pending' ? waits : null, ...cautions])
    return { output: writeJson(recorded(answer.id)), warning, personNo: read.personNo, mdtrtId: null }
  })
  return { output: new WrittenJson(done.output ?? 'null'), warning: done.warning, refmsgid: done.refmsgid }
}

function kindOf({ service }: NationalCall, insuredRegion: string): RegistrationKind {
  const on = chinaDay(service.clock())
  const region = service.library.governing(insuredRegion, on)
  if (region === null) return refuse('policy-missing', { region: insuredRegion, on })
  return service.library.lawOfPack(region, on).rows('registration')[0]?.kind ?? 'chronic'
}

/** 2504: a request that waits is withdrawn; a registration holds to the day it is called off. */
async function endRegistration(call: NationalCall): Promise<TransactionReply> {
  const read = readWhich(call)
  await patient(call, read.personNo)
  const { service, caller } = call
  const done = await keepAnswered(service, caller, messageOf(call, read), async () => {
    await dropRequest(service, caller, read)
    return { output: null, warning: null, personNo: read.personNo, mdtrtId: null }
  })
  return { output: null, refmsgid: done.refmsgid }
}

export const recordTransactions: readonly Transaction[] = [
  { infno: '2501', name: '转院备案', run: addReferral },
  { infno: '2502', name: '转院备案撤销', run: dropReferral },
  { infno: '2503', name: '人员慢特病备案', run: addRegistration },
  { infno: '2504', name: '人员慢特病备案撤销', run: endRegistration },
]
