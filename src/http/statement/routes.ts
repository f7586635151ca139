import { z } from 'zod'
import { checkReceipt } from '../../application/statement/receipt.ts'
import { readStatement } from '../../application/statement/statement.ts'
import { statementHtml, statementPolicy } from '../../render/statement/html.ts'
import { statementPageOf } from '../../render/statement/page.ts'
import { statementPdf } from '../../render/statement/pdf.ts'
import { tags } from '../openapi/openapi.ts'
import type { App, Parts } from '../server/wire.ts'
import { settlementParams } from '../settlement/read-schemas.ts'
import { named } from '../shared/fields.ts'
import { sendFile, sendPage } from '../shared/pages.ts'
import { prefersPdf } from '../shared/prefers-pdf.ts'
import { answer, refusals } from '../shared/problem.ts'
import { receiptAnswer, receiptParams } from './schemas.ts'

const file = z.string().meta({ format: 'binary' })

const statementSchema = {
  operationId: 'getStatement',
  tags: [tags.settlement],
  summary: 'The statement of a settlement, for printing / 医疗救助一站式结算单',
  description:
    'One A4 page in Chinese and English: the masked person, hospital, costs, who paid what on which base, at which rate and by which clause, what is left of the limits of the year, what was not paid and why, and a receipt number. HTML, or PDF with `format=pdf` or `Accept: application/pdf`. / 一页 A4 中英文结算单：脱敏人员信息、医疗机构、费用构成、各方支付的基数比例金额与条款、年度限额余额、未支付原因、凭证号。默认 HTML，format=pdf 或 Accept: application/pdf 时为 PDF。',
  params: settlementParams,
  querystring: z.strictObject({
    format: named(
      z.enum(['html', 'pdf']).optional(),
      'html or pdf; left out, `Accept` decides, and HTML where it does not',
      'html 或 pdf；不填时按 Accept，未指明则为 HTML',
    ),
  }),
  response: {
    200: {
      description: 'The statement / 结算单',
      content: { 'text/html': { schema: z.string() }, 'application/pdf': { schema: file } },
    },
    ...refusals('not-found'),
  },
}

const receiptSchema = {
  operationId: 'checkReceipt',
  tags: [tags.settlement],
  summary: 'Check a receipt number / 核验结算单凭证号',
  description:
    'Says whether a printed statement is ours, whether its amounts still stand, and what they are. A number that was never given out is answered with `genuine: false`; one that was mistyped is refused. Bureaus and auditors for their region, hospitals for their own. / 核验纸质结算单是否由本服务签发、金额是否仍有效。未签发的凭证号返回 genuine: false，抄错的予以拒绝。经办机构、审计限本地区，医疗机构限本院。',
  params: receiptParams,
  response: { 200: answer(receiptAnswer, 'What the number stands for', '核验结果'), ...refusals('not-found') },
}

export function statementRoutes(app: App, { service, publicUrl }: Parts): void {
  app.get('/settlements/:id/statement', { schema: statementSchema }, async (request, reply) => {
    const page = statementPageOf(await readStatement(service, request.caller, request.params.id), publicUrl)
    const asPdf =
      request.query.format === undefined ? prefersPdf(request.headers.accept) : request.query.format === 'pdf'
    reply.headers({ vary: 'accept', 'content-language': 'zh, en' })
    if (!asPdf) return sendPage(reply, statementHtml(page), statementPolicy)
    // The file is named by the receipt number: it says nothing of the person to whoever sees the folder.
    return sendFile(reply, `${page.receiptNo}.pdf`, await statementPdf(page))
  })

  app.get('/receipts/:receiptNo', { schema: receiptSchema }, (request) =>
    checkReceipt(service, request.caller, request.params.receiptNo, request.language),
  )
}
