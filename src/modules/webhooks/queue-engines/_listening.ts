import type { Db } from "../store/db"
import { WAKEUP_CHANNEL } from "../store/wakeups"
import { within } from "../../../utils/within"

/** Connecting, and then LISTEN. */
const OPEN_WITHIN_MS = 5_000
const GOODBYE_MS = 100

/** What is used of `pg`'s client. */
interface PgClient {
  connect(): Promise<unknown>
  query(sql: string): Promise<unknown>
  on(event: "notification", listener: (message: { payload?: string }) => void): void
  on(event: "error" | "end", listener: (error?: Error) => void): void
  end(): Promise<void>
  connection?: { stream: { destroy(): void } }
}

/** What is used of knex's client. */
interface PoolClient {
  driver: { Client: new (settings: object) => PgClient }
  connectionSettings: object
  acquireRawConnection(): Promise<PgClient>
}

export interface ListeningEvents {
  onNotification(payload: string): void
  /** It ended by itself; not called after `drop`. */
  onEnd(reason: string): void
}

/** A connection outside the pool that listens. */
export class Listening {
  private dropped = false

  private constructor(
    private readonly client: PgClient,
    events: ListeningEvents
  ) {
    client.on("notification", ({ payload }) => {
      if (!this.dropped) events.onNotification(payload ?? "")
    })
    // Without a listener of its own, an error of a connection ends the process.
    const ended = (error?: Error) => {
      if (!this.dropped) events.onEnd(error?.message ?? "the connection was closed")
    }
    client.on("error", ended)
    client.on("end", ended)
  }

  /**
   * Connects and listens.
   * @param url of the database itself, where the pool's goes to a pooler.
   * @throws Error when that fails or takes too long.
   */
  static async open(db: Db, url: string | undefined, events: ListeningEvents): Promise<Listening> {
    const late = `no listening connection to the database within ${OPEN_WITHIN_MS} ms`
    const connecting = connect(db.client as PoolClient, url)
    let opened: Listening | null = null
    try {
      const client = await within(OPEN_WITHIN_MS, connecting, late)
      opened = new Listening(client, events)
      await within(OPEN_WITHIN_MS, client.query(`LISTEN ${WAKEUP_CHANNEL}`), late)
      return opened
    } catch (error) {
      if (opened) opened.drop()
      else connecting.then(cut).catch(() => undefined)
      throw error
    }
  }

  /** Gives the connection up, also one that does not answer any more. */
  drop(): void {
    if (this.dropped) return
    this.dropped = true
    cut(this.client)
  }
}

async function connect(pool: PoolClient, url: string | undefined): Promise<PgClient> {
  if (url === undefined) return pool.acquireRawConnection()
  // The pool's other settings, such as those of TLS, apply to this connection, too.
  const client = new pool.driver.Client({ ...pool.connectionSettings, connectionString: url })
  client.on("error", () => undefined)
  await client.connect()
  return client
}

function cut(client: PgClient): void {
  client.on("error", () => undefined)
  client.end().catch(() => undefined)
  // A frozen server would not answer the goodbye.
  setTimeout(() => client.connection?.stream.destroy(), GOODBYE_MS).unref()
}
