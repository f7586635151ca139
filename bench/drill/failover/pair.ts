import type pg from 'pg'

/** Two servers of which the second takes over: by the drill's own hand, or by a manager. */
export interface Pair {
  /** What takes over, and on what. */
  readonly described: string
  /** Names both, for the service. */
  readonly url: string
  /** kill -9 of the primary and of everything on its machine. Answers when it is dead. */
  readonly kill: () => Promise<void>
  /** After `kill`: until the standby has taken over. */
  readonly takenOver: () => Promise<void>
  /** kill -9 of the standby. Answers when it is dead. */
  readonly loseStandby: () => Promise<void>
  /** Both change places in an orderly way, nothing being wrong. */
  readonly switchOver: () => Promise<void>
  /** Brings whichever was killed back as a standby that every commit waits for. Answers how. */
  readonly rejoin: () => Promise<string>
  /** On whichever takes writes. */
  readonly query: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row[]>
  readonly stop: () => Promise<void>
}
