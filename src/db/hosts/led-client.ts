import pg from 'pg'

type Connected = (error: Error | null, client?: pg.Client) => void

/** A connection that is led to a server before it is opened: the address alone does not say to which. */
export abstract class LedClient extends pg.Client {
  /** Finds the server, writes its host and port down, which the driver reads when it connects, and connects. */
  protected abstract lead(): Promise<pg.Client>

  protected connectAsWritten(): Promise<pg.Client> {
    return super.connect()
  }

  override connect(): Promise<pg.Client>
  override connect(callback: Connected): void
  override connect(callback?: Connected): Promise<pg.Client> | undefined {
    const connected = this.lead()
    if (!callback) return connected
    // Not within the promise: what the callback throws is nobody's rejection.
    connected.then(
      () => process.nextTick(callback, null, this),
      (error: unknown) => process.nextTick(callback, error),
    )
    return undefined
  }
}
