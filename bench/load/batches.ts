import { openAll } from './closed.ts'

export interface BatchLoad {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  /** The next batch, as a whole request. */
  readonly next: () => string
}

export interface BatchFigures {
  readonly perSecond: number
  readonly settled: number
  /** Lines and batches that settled nothing: none is expected. */
  readonly refused: number
  readonly firstRefusal: string | null
}

const settledLine = Buffer.from('"status":201,"settlement"')
const lineFeed = 0x0a

/** Batches one after another on each connection, until the time is over and the last of them is answered. */
export async function batchLoop({ port, connections, seconds, next }: BatchLoad): Promise<BatchFigures> {
  const open = await openAll(port, connections)
  const begin = performance.now()
  const figures = { settled: 0, refused: 0, firstRefusal: null as string | null }
  const send = async (connection: (typeof open)[number]) => {
    while (performance.now() - begin < seconds * 1000) {
      const { status, body } = await connection.send(next())
      const settled = countOf(body, settledLine)
      const lines = status === 200 ? countOf(body, Buffer.from([lineFeed])) : 1
      figures.settled += settled
      figures.refused += lines - settled
      if (lines > settled) figures.firstRefusal ??= `${status} ${firstRefused(body)}`
    }
    connection.close()
  }
  await Promise.all(open.map(send))
  return { ...figures, perSecond: figures.settled / ((performance.now() - begin) / 1000) }
}

function countOf(body: Buffer, part: Buffer): number {
  let count = 0
  for (let at = body.indexOf(part); at !== -1; at = body.indexOf(part, at + part.length)) count += 1
  return count
}

function firstRefused(body: Buffer): string {
  const lines = body.toString('utf8').split('\n')
  return (lines.find((line) => !line.includes(settledLine.toString())) ?? '').slice(0, 400)
}
