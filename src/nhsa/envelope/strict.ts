import type { Caller } from '../../application/callers/caller.ts'
import { Codes } from '../../application/hospital-visits/national-codes.ts'
import { mayUseSignIn } from '../../application/hospital-visits/sign-in.ts'
import type { Service } from '../../application/service.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { codeTables } from '../../domain/names/national-codes.ts'
import { FaultList } from '../../domain/refusals/fault-list.ts'
import { fixedTables } from '../reader/code-tables.ts'
import { envelopeFields, fieldLengths, fieldTable, type NodeOf } from '../reader/field-table.ts'
import { objectOf } from '../reader/reader.ts'
import type { Envelope, Message } from './envelope.ts'
import type { ExactJson } from './json.ts'

/**
 * What the national platform checks of a message before it looks at it: mandatory fields, lengths, code tables, the sign-in. Here
 * only on request, because most of it is of no use for settling.
 * Errors: `invalid-request` with every field that the platform would refuse.
 */
export async function checkStrictly(
  { service, caller }: { readonly service: Service; readonly caller: Caller },
  envelope: Envelope,
  message: Message,
  region: string,
): Promise<void> {
  const faults = new FaultList()
  checkEnvelope(message, faults)
  await checkSignIn({ service, caller }, envelope, message, faults)
  const codes = codesOf(service, envelope.insuredRegion ?? region)
  for (const node of fieldTable[envelope.infno] ?? []) checkNode(envelope, node, codes, faults)
  faults.refuseAny()
}

const isMissing = (value: ExactJson | undefined) =>
  value === undefined || value === null || value === '' || value === 'null'

const add = (faults: FaultList, pointer: string, zh: string) =>
  faults.add(pointer, zh, 'the national platform refuses this field as it stands')

function checkEnvelope(message: Message, faults: FaultList): void {
  for (const { name, isNeeded, max } of envelopeFields) {
    const value = message[name]
    if (isNeeded && isMissing(value)) add(faults, `/${name}`, '国家平台必填')
    else checkLength(`/${name}`, value, max, faults)
  }
  const time = message['inf_time']
  if (typeof time === 'string' && time !== '' && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time))
    add(faults, '/inf_time', '国家平台要求 yyyy-MM-dd HH:mm:ss')
  checkCode('/opter_type', 'opter_type', message['opter_type'], new Map([['opter_type', listed('opter_type')]]), faults)
}

/** Every transaction but the sign-in itself carries the number of one. */
async function checkSignIn(
  { service, caller }: { readonly service: Service; readonly caller: Caller },
  envelope: Envelope,
  message: Message,
  faults: FaultList,
): Promise<void> {
  if (envelope.infno === '9001') return
  const signNo = message['sign_no']
  if (isMissing(signNo)) add(faults, '/sign_no', '国家平台要求先以 9001 签到，并填写其 sign_no')
  else if (typeof signNo !== 'string' || !(await mayUseSignIn(service, caller, signNo)))
    add(faults, '/sign_no', '不是本机构 9001 应答中的 sign_no')
}

function checkNode(
  { input }: Envelope,
  { node, isList, fields }: NodeOf,
  codes: CodesByField,
  faults: FaultList,
): void {
  const sent = input[node]
  const rows = Array.isArray(sent) ? (sent as readonly ExactJson[]) : isMissing(sent) ? [] : [sent as ExactJson]
  for (const [at, one] of rows.entries()) {
    const row = objectOf(one)
    if (row === null) continue
    const path = isList || Array.isArray(sent) ? `/input/${node}/${at}` : `/input/${node}`
    for (const { name, isNeeded } of fields) {
      const value = row[name]
      if (isNeeded && isMissing(value)) add(faults, `${path}/${name}`, '国家平台必填')
      checkLength(`${path}/${name}`, value, fieldLengths[name], faults)
      checkCode(`${path}/${name}`, name, value, codes, faults)
    }
  }
}

function checkLength(pointer: string, value: ExactJson | undefined, max: number | undefined, faults: FaultList): void {
  if (max === undefined || typeof value !== 'string' || value.length <= max) return
  if ([...value].length > max) add(faults, pointer, `国家平台最长 ${max} 个字符`)
}

type CodesByField = ReadonlyMap<string, readonly string[]>

const listed = (name: string) => (fixedTables[name] ?? []).map(({ code }) => code)

/** The tables that hold everywhere, and the region's own of today. */
function codesOf(service: Service, region: string): CodesByField {
  const local = new Codes(service, region, chinaDay(service.clock()))
  const own = codeTables.map((table) => [table, local.all(table).map(({ code }) => code)] as const)
  return new Map([...Object.keys(fixedTables).map((name) => [name, listed(name)] as const), ...own])
}

function checkCode(
  pointer: string,
  name: string,
  value: ExactJson | undefined,
  codes: CodesByField,
  faults: FaultList,
): void {
  const known = codes.get(name)
  if (!known || known.length === 0 || isMissing(value) || typeof value !== 'string' || known.includes(value)) return
  add(faults, pointer, `不在代码表 ${name} 中；可用：${known.slice(0, 12).join('、')}`)
}
