import { Codes } from '../../application/hospital-visits/national-codes.ts'
import { getHospital } from '../../application/registers/hospitals.ts'
import { chinaDay } from '../../domain/calendar.ts'
import { codeTables } from '../../domain/names/national-codes.ts'
import { type NationalCall, node, shownPatient, type Transaction, type TransactionReply } from '../envelope/call.ts'
import { type Out, whole } from '../envelope/json.ts'
import { fixedTables, levelCodes } from '../reader/code-tables.ts'

/** 1201: the hospital itself; a hospital reads no other. */
async function hospital(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'medinsinfo')
  data.maybeCode('fixmedins_type', 6)
  data.maybeText('fixmedins_name', 200)
  const hospitalCode = data.maybeCode('fixmedins_code', 30) ?? call.envelope.hospitalCode
  data.done()
  const found = await getHospital(call.service, call.caller, { hospitalCode })
  return {
    output: {
      medinsinfo: [
        {
          fixmedins_type: '1',
          fixmedins_name: found.name,
          fixmedins_code: found.hospitalCode,
          hosp_lv: levelCodes[found.level],
          uscc: null,
          admdvs: found.region,
        },
      ],
    },
  }
}

/** 1901: a code table by its name, as it holds in the place that the message names; without a name, all of them. */
async function dictionary(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const type = data.maybeText('type', 50)?.toLowerCase() ?? null
  const region = data.maybeCode('admdvs', 6) ?? call.envelope.insuredRegion ?? call.place.region
  const on = data.maybeDay('date') ?? chinaDay(call.service.clock())
  data.done()
  const codes = new Codes(call.service, region, on)
  const local = codeTables.map((table) => [table, codes.all(table)] as const)
  const tables = [...local, ...Object.entries(fixedTables)]
  const wanted = tables.filter(([name]) => type === null || name === type)
  const list = wanted.flatMap(([name, rows]) =>
    rows.map(
      ({ code, name: label }, at): Out => ({
        type: name,
        label,
        value: code,
        parent_value: null,
        sort: whole(at + 1),
        vali_flag: '1',
      }),
    ),
  )
  const known = tables.map(([name]) => name).join('、')
  return { warning: wanted.length === 0 ? `没有该字典；可用：${known}。` : null, output: { list } }
}

/** 5302: nobody is bound to a hospital here, so the list is empty; who may be treated is 2001's to say. */
async function designated(call: NationalCall): Promise<TransactionReply> {
  const data = node(call, 'data')
  const personNo = data.code('psn_no')
  data.maybeCode('biz_appy_type', 6)
  data.done()
  await shownPatient(call, personNo)
  return { warning: '本服务不登记人员定点，救助结算不以定点为条件。', output: { psnfixmedin: [] } }
}

export const otherTransactions: readonly Transaction[] = [
  { infno: '1201', name: '医药机构信息获取', run: hospital },
  { infno: '1901', name: '字典表查询', run: dictionary },
  { infno: '5302', name: '人员定点信息查询', run: designated },
]
