import { fixedTables } from '../src/nhsa/reader/code-tables.ts'
import { fieldNames } from '../src/nhsa/reader/field-names.ts'
import { envelopeFields, fieldLengths, fieldTable } from '../src/nhsa/reader/field-table.ts'
import { transactions } from '../src/nhsa/transactions/all.ts'
import { notOffered } from '../src/nhsa/transactions/not-offered.ts'

/** The tables of fields and codes, in Chinese, for whoever writes a hospital's program. */
export function fieldPage(): string {
  return [
    '# 定点医药机构接口字段表',
    '',
    '由 `npm run his` 从代码生成，不要手改。带 * 的为国家平台必填（`?strict=1` 时校验）；未列出的字段收到后忽略。示例报文见',
    '[hospital-interface.md](hospital-interface.md)。English readers: fields of each transaction, a star where the national platform asks for it.',
    '',
    '## 报文头',
    '',
    ...rows(
      envelopeFields.map(({ name, isNeeded, max }) => [
        name,
        fieldNames[name] ?? '',
        isNeeded ? '是' : '',
        String(max),
      ]),
    ),
    ...[...transactions.values()].flatMap(({ infno, name }) => [
      '',
      `## ${infno} ${name}`,
      ...(fieldTable[infno] ?? []).flatMap(({ node, isList, fields }) => [
        '',
        `节点 \`${node}\`${isList ? '（列表）' : ''}`,
        '',
        ...rows(
          fields.map((field) => [
            field.name,
            fieldNames[field.name] ?? '',
            field.isNeeded ? '是' : '',
            String(fieldLengths[field.name] ?? ''),
          ]),
        ),
      ]),
    ]),
    '',
    '## 代码表',
    '',
    '各地区可不同的代码表（`med_type`、`psn_type`、`psn_idet_type`、`fund_pay_type`）写在政策包中，用 1901 查询。',
    ...Object.entries(fixedTables).flatMap(([name, codes]) => [
      '',
      `### ${name} ${fieldNames[name] ?? ''}`.trimEnd(),
      '',
      '| 代码 | 含义 |',
      '| --- | --- |',
      ...codes.map((code) => `| ${code.code} | ${code.name} |`),
    ]),
    '',
    '## 不在此办理的交易',
    '',
    '应答 `infcode` -1、`err_code` `transaction-not-offered`。',
    '',
    '| 交易 | 名称 | 说明 |',
    '| --- | --- | --- |',
    ...[...notOffered].map(([infno, { name, where }]) => `| ${infno} | ${name} | ${where.zh} |`),
    '',
  ].join('\n')
}

function rows(cells: readonly (readonly string[])[]): string[] {
  return [
    '| 字段 | 名称 | 必填 | 最长 |',
    '| --- | --- | --- | --- |',
    ...cells.map(([name = '', ...rest]) => `| \`${name}\` | ${rest.join(' | ')} |`),
  ]
}

const head = {
  infno: '{{infno}}',
  msgid: '{{msgid}}',
  mdtrtarea_admvs: '{{region}}',
  insuplc_admdvs: '{{region}}',
  recer_sys_code: 'YIZHAN',
  infver: 'V1.0',
  opter_type: '1',
  opter: '001',
  opter_name: '示例',
  inf_time: '{{inf_time}}',
  fixmedins_code: '{{hospital}}',
  fixmedins_name: '示例晋城市医院',
  sign_no: '{{sign_no}}',
}

/** Numbers and times of each message, in China's time whatever the machine's. */
const before = [
  'const at = new Date(Date.now() + 8 * 3600 * 1000).toISOString()',
  'const time = at.slice(0, 19).replace("T", " ")',
  'const n = (Number(pm.collectionVariables.get("sequence") || 0) + 1) % 10000',
  'pm.collectionVariables.set("sequence", n)',
  'pm.collectionVariables.set("inf_time", time)',
  'pm.collectionVariables.set("msgid", pm.collectionVariables.get("hospital") + time.replace(/\\D/g, "") + String(n).padStart(4, "0"))',
]

/** What later messages name is taken from each answer. */
const after = [
  'pm.test("infcode 0", () => pm.expect(pm.response.json().infcode).to.eql(0))',
  'const output = pm.response.json().output || {}',
  'const found = (output.result && !Array.isArray(output.result) ? output.result : null) || output.data || output.setlinfo || output.signinoutb || output.fileinfo || output',
  'for (const name of ["mdtrt_id", "setl_id", "sign_no", "trt_dcla_detl_sn", "clr_appy_evt_id", "file_qury_no"]) if (found && found[name]) pm.collectionVariables.set(name, found[name])',
]

const samples: Readonly<Record<string, unknown>> = {
  psn_no: '{{psn_no}}',
  mdtrt_id: '{{mdtrt_id}}',
  setl_id: '{{setl_id}}',
  sign_no: '{{sign_no}}',
  trt_dcla_detl_sn: '{{trt_dcla_detl_sn}}',
  clr_appy_evt_id: '{{clr_appy_evt_id}}',
  file_qury_no: '{{file_qury_no}}',
  fixmedins_code: '{{hospital}}',
  insutype: '390',
  med_type: '21',
  mdtrt_cert_type: '02',
  mdtrt_cert_no: '140599197803010002',
  psn_setlway: '01',
  mid_setl_flag: '0',
  acct_used_flag: '0',
  begntime: '2023-03-01 09:00:00',
  endtime: '2023-03-15 10:00:00',
  dscgTime: '2023-03-15 10:00:00',
  begndate: '2023-03-01',
  enddate: '',
  fee_ocur_time: '2023-03-02 08:00:00',
  medfee_sumamt: '52000.00',
  fulamt_ownpay_amt: '2000.00',
  overlmt_selfpay: '0.00',
  preselfpay_amt: '0.00',
  inscp_scp_amt: '50000.00',
  exp_content: { hifp_pay: '34790.00', hifmi_pay: '0.00' },
  feedetl_sn: '1',
  cnt: 1,
  pric: '52000.00',
  det_item_fee_sumamt: '52000.00',
  med_list_codg: 'X1',
  opter_no: '001',
  ipt_no: 'Z1',
  ipt_otp_no: 'M1',
  omsgid: '{{omsgid}}',
  oinfno: '2304',
  type: 'med_type',
}

/** A collection that Postman and Apifox import: a request for each transaction, its fields filled for a demo person. */
export function collection(): string {
  const item = [...transactions.values()].map(({ infno, name }) => ({
    name: `${infno} ${name}`,
    event: [
      { listen: 'prerequest', script: { type: 'text/javascript', exec: before } },
      { listen: 'test', script: { type: 'text/javascript', exec: after } },
    ],
    request: {
      method: 'POST',
      header: [{ key: 'Content-Type', value: 'application/json' }],
      url: `{{address}}/nhsa/${infno}`,
      body: { mode: 'raw', raw: JSON.stringify({ ...head, infno, input: inputOf(infno) }, null, 2) },
    },
  }))
  const variables = {
    address: 'http://127.0.0.1:3000',
    key: '',
    hospital: 'H14050000001',
    region: '140502',
    psn_no: '14050000000000000001',
    sign_no: '',
  }
  return `${JSON.stringify(
    {
      info: {
        name: 'Yizhan 一站 定点医药机构接口',
        description: '导入 Postman 或 Apifox 后，在变量 key 中填写 .data/demo-keys.json 中的医院密钥。',
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      },
      auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{key}}', type: 'string' }] },
      variable: Object.entries(variables).map(([key, value]) => ({ key, value })),
      item,
    },
    null,
    2,
  )}\n`
}

function inputOf(infno: string): object {
  return Object.fromEntries(
    (fieldTable[infno] ?? []).map(({ node, isList, fields }) => {
      const wanted = fields.filter(
        ({ name, isNeeded }) =>
          isNeeded || ['dscgTime', 'exp_content', 'inscp_scp_amt', 'fulamt_ownpay_amt', 'ipt_no'].includes(name),
      )
      const row = Object.fromEntries(wanted.map(({ name }) => [name, samples[name] ?? '']))
      return [node, isList ? (node === 'diseinfo' ? [] : [row]) : row]
    }),
  )
}
