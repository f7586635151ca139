import { TextDecoder } from 'node:util'

/** The bytes of each character that GBK has two of, found by decoding all of them: Node reads the encoding and does not write it. */
const bytesOf = new Map<string, Buffer>()
const decoder = new TextDecoder('gb18030')
for (let lead = 0x81; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const bytes = Buffer.from([lead, trail])
    const text = decoder.decode(bytes)
    if (text.length === 1 && text !== '\uFFFD' && !bytesOf.has(text)) bytesOf.set(text, bytes)
  }
}

/** Text in GB18030, as Chinese spreadsheets save it. */
export function gb18030(text: string): Buffer {
  return Buffer.concat([...text].map((char) => bytesOf.get(char) ?? Buffer.from(char, 'latin1')))
}
