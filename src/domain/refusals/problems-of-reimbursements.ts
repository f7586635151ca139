import { problem } from './problem.ts'

/** How bills that people have paid and hand in are refused. */
export const problemsOfReimbursements = {
  'invoice-used': problem(
    'conflict',
    '票据已使用',
    'An invoice was used before',
    '票据 {invoice} 已在地区 {region} 的手工报销 {reimbursementNo}（{receivedOn} 受理，{status.zh}）中使用；每张票据只能报销一次，请核对票据，或去掉该票据。',
    'Invoice {invoice} stands in reimbursement {reimbursementNo} of region {region}, handed in on {receivedOn} and {status.en}; an invoice is used once, so check it or leave it out.',
  ),
  'reimbursement-status': problem(
    'conflict',
    '手工报销的状态不允许此操作',
    'The reimbursement does not stand where this is possible',
    '手工报销 {reimbursementNo} 为「{status.zh}」，不能{action.zh}；{next.zh}',
    'Reimbursement {reimbursementNo} is {status.en}, so you cannot {action.en} it; {next.en}',
  ),
  'papers-missing': problem(
    'conflict',
    '缺少材料',
    'Papers are missing',
    '手工报销 {reimbursementNo} 缺少材料：{papers.zh}；请上传（…/documents?kind={kind}；一个文件含多种材料的，按每种各上传一次）。只有纸质档案的，请撤回（…/withdraw）后以新的报销编号重新受理，填写档案号 archiveNo。',
    'Reimbursement {reimbursementNo} lacks {papers.en}; add it (…/documents?kind={kind}; a file that holds several papers is sent once as each). Where it is kept on paper alone, withdraw the bill (…/withdraw) and hand it in under a new number with `archiveNo`.',
  ),
} as const
