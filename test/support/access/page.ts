import { nationalRules } from './national-table.ts'
import type { Cell, Row } from './rule-kinds.ts'
import { rules } from './table.ts'

const words: Readonly<Record<Cell | '401', string>> = {
  yes: 'yes',
  '401': '401',
  '403': '403',
  '404': '404',
  nobody: '422',
  nothing: 'empty',
}

const head = `# Who may ask what · 谁可以查什么、办什么

Written from the tables of \`test/support/access/\` and compared with them by \`test/http/server/access.test.ts\`, which sends every
operation of the OpenAPI document under every kind of key; \`test/nhsa/transactions/access.test.ts\` does so with every national message. A new
operation without a row fails. \`npm run access\` writes this page anew. 本页由测试核对：每个接口、每种密钥逐一发送；新增接口须先登记。

Everything that is asked for lies in Jincheng (140500) and is of its hospital H14050000001. 所查询、办理的均为晋城（140500）及其医院
H14050000001 的数据。

| column 列 | who 调用方 |
| --- | --- |
| no key | none, or a wrong one 无密钥或密钥错误 |
| hospital | the hospital itself, which has read the certificates 本院，已读取证件 |
| other hospital | one of another province, which has read none 外省医院，未读取证件 |
| bureau | of the city 本市经办机构 |
| other bureau | of another city 外市经办机构 |
| province | a bureau of the province above it 所属省经办机构 |
| auditor | of the city 本市审计 |
| first | the first key, of every region 首个密钥，全部地区 |

| answer 应答 | meaning 含义 |
| --- | --- |
| yes | done, or refused for what it says 受理，或仅因内容被拒 |
| 401 | no valid key 无有效密钥 |
| 403 | not for this kind of key, or for a region or hospital that the request names itself 密钥种类不符，或请求自行指定了无权的地区、机构 |
| 404, 422 | word for word the answer of what does not exist 与不存在时的应答逐字相同 |
| empty | a list that holds nothing of it 列表中没有其数据 |

A bureau settles and reverses in a hospital's name for people insured in its region (手工报销); \`enteredBy\` says so on the settlement and the reversal,
and in the lists. 经办机构可代医疗机构为本地参保人员录入结算和冲正，由 \`enteredBy\` 标明。

A hospital that has read somebody's certificate (1101, \`POST /v1/certificate-reads\`) stays within \`YIZHAN_CERTIFICATE_HOURS\`; one with a visit
that has not ended, or a settlement within a year that stands, may look too. Each look, granted or refused, is a line of \`GET /v1/audit/lookups\`.
`

const nationalHead = `## National messages · 国家接口交易

A message is answered with HTTP 200 and \`infcode\` −1 where it is refused; without a valid key with 401. Every other kind of key, and a hospital that
sends in another's name, is refused whatever it sends. \`none\` is word for word the refusal of a person, visit, settlement or file that does not
exist. 其他种类的密钥、冒用其他机构编号的一律被拒；none 与编号不存在时的应答逐字相同。

| message 交易 | hospital 本院 | another, certificate not read 外院，未读证件 | another, certificate read 外院，已读证件 |
| --- | --- | --- | --- |`

/** The page of docs/operations/access.md. */
export function accessPage(): string {
  const rows = Object.entries(rules).map(([operation, { row, unknown }]) => line(operation, [unknown, ...row]))
  const national = Object.entries(nationalRules).map(
    ([infno, row]) => `| ${infno} | ${row.map((cell) => (cell === 'nobody' ? 'none' : cell)).join(' | ')} |`,
  )
  return `${[head, columnsHead, ...rows, '', nationalHead, ...national].join('\n')}\n`
}

const columnsHead = `## Operations · 接口

| operation 接口 | no key | hospital | other hospital | bureau | other bureau | province | auditor | first |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |`

function line(operation: string, cells: readonly ('401' | Row[number])[]): string {
  return `| \`${operation}\` | ${cells.map((cell) => words[cell]).join(' | ')} |`
}
