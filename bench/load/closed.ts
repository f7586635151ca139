import { Connection } from './connection.ts'
import { type Figures, Sample } from './sample.ts'

export interface ClosedLoad {
  readonly port: number
  readonly connections: number
  readonly warmUpSeconds: number
  readonly seconds: number
  /** The next request; null when there is none any more, which ends the load before its time. */
  readonly next: () => string | null
}

/** As many requests as the connections hold, each sent when the answer before it has come. */
export async function closedLoop(load: ClosedLoad): Promise<Figures> {
  const connections = await openAll(load.port, load.connections)
  const start = performance.now() + load.warmUpSeconds * 1000
  const end = start + load.seconds * 1000
  const sample = new Sample(start, end)
  await Promise.all(connections.map((connection) => keepBusy(connection, load.next, sample, end)))
  for (const connection of connections) connection.close()
  return sample.figures()
}

/** Sends everything there is, once, and answers how many were refused. */
export async function sendAll(port: number, connections: number, next: () => string | null): Promise<number> {
  const open = await openAll(port, connections)
  let refused = 0
  const send = async (connection: Connection) => {
    for (let request = next(); request !== null; request = next()) {
      if ((await connection.send(request)).status !== 201) refused += 1
    }
    connection.close()
  }
  await Promise.all(open.map(send))
  return refused
}

export function openAll(port: number, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => Connection.open(port)))
}

async function keepBusy(connection: Connection, next: () => string | null, sample: Sample, end: number): Promise<void> {
  for (let sent = performance.now(); sent < end; ) {
    const asked = next()
    if (asked === null) return
    const reply = await connection.send(asked)
    const now = performance.now()
    sample.add(sent, now, reply)
    sent = now
  }
}
