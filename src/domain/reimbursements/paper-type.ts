/** What papers may be: read by programs everywhere, and OFD, the form of China's electronic invoices (GB/T 33190). */
export const paperTypes = ['application/pdf', 'image/jpeg', 'image/png', 'application/ofd'] as const
export type PaperType = (typeof paperTypes)[number]

const bytesOf = (text: string) => Buffer.from(text, 'latin1')
const pngHead = bytesOf('\x89PNG\r\n\x1a\n')
const jpegHead = bytesOf('\xff\xd8\xff')
const zipHead = bytesOf('PK\x03\x04')

/** How far from its end a file's last mark may stand: scanners write some bytes behind it. */
const tail = 2_048

/**
 * What a file is by its content, whatever it was called; null for anything else, and for one that was cut off.
 */
export function paperTypeOf(content: Buffer): PaperType | null {
  const ends = (mark: string) => content.subarray(-tail).includes(bytesOf(mark))
  if (content.subarray(0, 5).equals(bytesOf('%PDF-'))) return ends('%%EOF') ? 'application/pdf' : null
  if (content.subarray(0, 3).equals(jpegHead)) return ends('\xff\xd9') ? 'image/jpeg' : null
  if (content.subarray(0, 8).equals(pngHead)) return ends('IEND') ? 'image/png' : null
  // A packed folder with OFD.xml in it; its list of files stands at the end.
  if (content.subarray(0, 4).equals(zipHead))
    return content.includes(bytesOf('OFD.xml')) && content.subarray(-65_558).includes(bytesOf('PK\x05\x06'))
      ? 'application/ofd'
      : null
  return null
}
