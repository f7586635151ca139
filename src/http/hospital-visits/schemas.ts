import { z } from 'zod'
import { named } from '../shared/fields.ts'

const text = (en: string, zh: string) => named(z.string(), en, zh)
const maybe = (en: string, zh: string) => text(en, zh).optional()

export const strictQuery = z.object({
  strict: named(
    z.enum(['0', '1']).optional(),
    '1 checks what the national platform checks: mandatory fields, the sign-in, lengths, code tables',
    '1 按国家平台的要求校验：必填项、签到、长度、代码表',
  ),
})

/** What the documentation shows; the messages are read more liberally than this and say themselves what is wrong. */
export const messageRequest = z
  .looseObject({
    infno: maybe('Number of the transaction; may stand in the address instead', '交易编号；也可写在地址中'),
    msgid: text(
      'The sender’s number of the message: hospital (12), time (14), sequence (4). The same number with the same content gives the same answer',
      '发送方报文ID：定点医药机构编号(12)+时间(14)+顺序号(4)。同号同内容返回同一应答',
    ),
    mdtrtarea_admvs: text('Region of the hospital', '就医地医保区划'),
    insuplc_admdvs: maybe('Region where the person is insured; needed with psn_no', '参保地医保区划；含 psn_no 时必填'),
    recer_sys_code: maybe('System that receives', '接收方系统代码'),
    infver: maybe('Version of the interface', '接口版本号'),
    opter_type: maybe(
      'Kind of operator: 1 clerk, 2 terminal, 3 mobile',
      '经办人类别：1 经办人, 2 自助终端, 3 移动终端',
    ),
    opter: maybe('Operator', '经办人'),
    opter_name: maybe('Name of the operator', '经办人姓名'),
    inf_time: maybe('When it was sent', '交易时间'),
    fixmedins_code: text('Code of the hospital; that of the key', '定点医药机构编号；须与密钥一致'),
    fixmedins_name: maybe('Name of the hospital', '定点医药机构名称'),
    sign_no: maybe('Number of the sign-in (9001)', '交易签到流水号'),
    input: named(
      z.union([z.record(z.string(), z.unknown()), z.string()]),
      'What the transaction asks for: an object of named nodes, or its JSON text',
      '交易输入：命名节点的对象，或其 JSON 文本',
    ),
  })
  .meta({ id: 'NationalMessage', description: 'A message of the national hospital interface / 定点医药机构接口报文' })

export const messageAnswer = z
  .looseObject({
    infcode: named(z.int(), '0 done, -1 refused', '交易状态码：0 成功, -1 失败'),
    inf_refmsgid: text('Number of the answer', '接收方报文ID'),
    refmsg_time: text('When the message arrived', '接收报文时间'),
    respond_time: text('When it was answered', '响应报文时间'),
    err_msg: named(
      z.string().nullable(),
      'What to send instead; null when done',
      '错误信息：应如何更正；成功时为 null',
    ),
    err_code: named(
      z.string().optional(),
      'Why it was refused, as a code that stays (docs/errors.md); only where infcode is -1',
      '失败原因代码，不随文字变化（见 docs/errors.md）；仅失败时有',
    ),
    warn_msg: named(z.string().nullable(), 'What to know besides', '提示信息'),
    output: named(z.unknown(), 'What the transaction gives', '交易输出'),
  })
  .meta({ id: 'NationalAnswer', description: 'The answer to a message / 报文应答' })
