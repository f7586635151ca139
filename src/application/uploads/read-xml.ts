import sax from 'sax'
import { unreadable } from './unreadable.ts'

/** Names are without their prefix: some programs write `x:row`. */
export interface XmlHandlers {
  readonly open?: (tag: string, attribute: (name: string) => string | undefined) => void
  readonly text?: (text: string) => void
  readonly close?: (tag: string) => void
}

/**
 * Reads XML as it comes, and gives way after each piece. Nothing outside of it is looked up, and no entity but the five of
 * XML is known. Errors: `file-unreadable`.
 */
export async function* readXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = parserFor(handlers)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of bytes) {
    write(parser, () => decoder.decode(chunk, { stream: true }))
    yield
  }
  write(parser, () => decoder.decode())
}

function parserFor({ open, text, close }: XmlHandlers): sax.SAXParser {
  const parser = sax.parser(true, { position: false })
  parser.onerror = () => unreadable(damaged)
  parser.onopentag = ({ name, attributes }) => open?.(bare(name), (wanted) => attributeOf(attributes, wanted))
  parser.ontext = (piece) => text?.(piece)
  parser.oncdata = (piece) => text?.(piece)
  parser.onclosetag = (name) => close?.(bare(name))
  return parser
}

function write(parser: sax.SAXParser, decode: () => string): void {
  parser.write(orDamaged(decode))
}

function orDamaged(decode: () => string): string {
  try {
    return decode()
  } catch {
    return unreadable(damaged)
  }
}

function attributeOf(attributes: sax.Tag['attributes'] | sax.QualifiedTag['attributes'], wanted: string) {
  const name = wanted in attributes ? wanted : Object.keys(attributes).find((one) => bare(one) === wanted)
  const value = name === undefined ? undefined : attributes[name]
  return typeof value === 'string' ? value : value?.value
}

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const damaged = {
  zh: '工作簿已损坏，无法读取；请重新保存为 .xlsx，或另存为“CSV UTF-8”后上传。',
  en: 'The workbook is damaged; save it as .xlsx again, or as “CSV UTF-8”.',
}
