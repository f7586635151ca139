import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy'
import { Refusal, refuse } from '../../domain/refusals/refusal.ts'
import { mediaTypeOf } from '../server/media-type.ts'

/** Under what a list is sent: browsers and systems name the type by the file's ending, and what it is the bytes say. */
export const listTypes = [
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
  'application/csv',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
  'application/x-zip-compressed',
  'application/octet-stream',
  'multipart/form-data',
]
export const ndjsonTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']

/**
 * The bytes of a list as they come: the body itself, or the one file of a form. Errors: `unsupported-media-type`; those of
 * a form come while it is read.
 */
export function listBody(body: unknown, headers: IncomingHttpHeaders, types: readonly string[]): Readable {
  if (!(body instanceof Readable)) return refuse('unsupported-media-type', { types: types.join(', ') })
  if (mediaTypeOf(headers['content-type']).essence !== 'multipart/form-data') return body
  return Readable.from(fileOf(body, headers))
}

const limits = { files: 2, fields: 20, fieldSize: 10_000, parts: 30, headerPairs: 50 }

async function* fileOf(body: Readable, headers: IncomingHttpHeaders): AsyncGenerator<Buffer> {
  const form = new Form(body, headers)
  const file = await form.file
  try {
    yield* file.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>
  } catch {
    throw unreadableForm(damaged)
  }
  await form.end
}

/** A form is read to its end, so that a second file in it is not passed over in silence. */
class Form {
  readonly file: Promise<BusboyFileStream>
  readonly end: Promise<void>

  constructor(body: Readable, headers: IncomingHttpHeaders) {
    const parser = parserFor(headers)
    let files = 0
    this.file = new Promise((resolve, reject) => {
      parser.on('file', (_field: string, stream: BusboyFileStream) => {
        files += 1
        // A form that is cut off leaves its file without an end.
        parser.on('error', () => stream.destroy(unreadableForm(damaged)))
        stream.on('error', () => reject(unreadableForm(damaged)))
        if (files === 1) resolve(stream)
        else stream.resume()
      })
      parser.once('finish', () => reject(unreadableForm(noFile)))
      parser.on('error', () => reject(unreadableForm(damaged)))
      body.once('error', reject)
    })
    this.end = new Promise((resolve, reject) => {
      parser.once('finish', () => (files === 1 ? resolve() : reject(unreadableForm(severalFiles))))
      parser.on('error', () => reject(unreadableForm(damaged)))
    })
    // Whoever reads the file hears of it; until then it must not end the process.
    this.end.catch(() => undefined)
    this.file.catch(() => undefined)
    body.pipe(parser)
  }
}

function parserFor(headers: IncomingHttpHeaders): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits })
  } catch {
    throw unreadableForm(damaged)
  }
}

function unreadableForm(reason: { readonly zh: string; readonly en: string }): Refusal {
  return new Refusal('file-unreadable', { reason })
}

const noFile = {
  zh: '表单中没有文件；请以文件字段（如 file）上传名单。',
  en: 'There is no file in the form; send the list in a field of its own, such as file.',
}
const severalFiles = {
  zh: '表单中有多个文件；请每次上传一个。',
  en: 'There are several files in the form; send one at a time.',
}
const damaged = {
  zh: '表单无法读取；请核对 Content-Type 中的 boundary。',
  en: 'The form cannot be read; check the boundary of the content-type.',
}
