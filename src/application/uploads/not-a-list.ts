import type { Bilingual } from '../../domain/language.ts'

interface Kind {
  readonly begins: readonly string[]
  readonly zh: string
  readonly en: string
}

/** What is sent instead of a list, by its first bytes. */
const kinds: readonly Kind[] = [
  {
    begins: ['\xd0\xcf\x11\xe0'],
    zh: '旧版 Excel 文件（.xls）或加密的工作簿；请另存为未加密的 .xlsx 或“CSV UTF-8”',
    en: 'a workbook of Excel 97–2003 (.xls), or an encrypted one; save it as .xlsx without a password, or as “CSV UTF-8”',
  },
  {
    begins: ['<html', '<!doctype html', '<table', '<?xml', '\xef\xbb\xbf<html', '\xef\xbb\xbf<table'],
    zh: '网页或 XML（有的系统导出时命名为 .xls）；请用表格软件打开后另存为 .xlsx 或“CSV UTF-8”',
    en: 'a web page or XML, which some systems export under the name .xls; open it in a spreadsheet and save it as .xlsx or “CSV UTF-8”',
  },
  { begins: ['%pdf'], zh: 'PDF；请上传 .xlsx 或 CSV', en: 'a PDF; send .xlsx or CSV' },
  {
    begins: ['Rar!', '7z\xbc\xaf', '\x1f\x8b'],
    zh: 'RAR、7z 或 gzip 压缩包；请改用 ZIP，或直接上传文件',
    en: 'packed as RAR, 7z or gzip; pack it as ZIP, or send the file itself',
  },
]

/** Why these first bytes, one a character, are of no list; null where they may be. */
export function notAList(head: string): Bilingual | null {
  const start = head.trimStart().slice(0, 20)
  // Letters in either case, and bytes as they are.
  const starts = [start, start.toLowerCase()]
  const kind = kinds.find(({ begins }) => begins.some((begin) => starts.some((one) => one.startsWith(begin))))
  return kind ? { zh: `这是${kind.zh}。`, en: `This is ${kind.en}.` } : null
}
