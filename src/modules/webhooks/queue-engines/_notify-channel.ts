import type { Db } from "../store/db"

const CHANNEL = "medusa_webhooks_due"
/** Publishing in bursts must not become a storm of notifications: one says as much as a hundred. */
const NOTIFY_EVERY_MS = 20
const RECONNECT_MS = 1_000

interface PgClient {
  query(sql: string): Promise<unknown>
  on(event: "notification" | "error" | "end", listener: () => void): void
  end(): Promise<void>
}

/** LISTEN/NOTIFY: how a process that publishes wakes one that sends. A hint only; nothing depends on its arrival. */
export class NotifyChannel {
  private listening: PgClient | null = null
  private notifyTimer: NodeJS.Timeout | null = null
  private reconnectTimer: NodeJS.Timeout | null = null
  private closed = false

  constructor(private readonly db: Db) {}

  get isListening(): boolean {
    return this.listening !== null
  }

  /** Tells every listener, soon. */
  notify(): void {
    if (this.notifyTimer || this.closed) return
    this.notifyTimer = setTimeout(() => {
      this.notifyTimer = null
      // Awaited by nobody: when the database is away, the sweep finds the delivery.
      this.db.raw(`NOTIFY ${CHANNEL}`).catch(() => undefined)
    }, NOTIFY_EVERY_MS)
    this.notifyTimer.unref()
  }

  /** Calls `heard` for each notification, over a connection outside the pool, until closed. */
  async listen(onNotification: () => void): Promise<void> {
    if (this.closed) return
    try {
      const client = (await this.db.client.acquireRawConnection()) as PgClient
      const lost = () => {
        if (this.listening !== client) return
        this.listening = null
        client.end().catch(() => undefined)
        this.listenAgain(onNotification)
      }
      this.listening = client
      client.on("error", lost)
      client.on("end", lost)
      client.on("notification", onNotification)
      await client.query(`LISTEN ${CHANNEL}`)
      // Whatever was announced while nobody listened.
      onNotification()
    } catch {
      this.listenAgain(onNotification)
    }
  }

  async close(): Promise<void> {
    this.closed = true
    if (this.notifyTimer) clearTimeout(this.notifyTimer)
    if (this.reconnectTimer) clearTimeout(this.reconnectTimer)
    const client = this.listening
    this.listening = null
    await client?.end().catch(() => undefined)
  }

  private listenAgain(onNotification: () => void): void {
    if (this.closed || this.reconnectTimer) return
    this.reconnectTimer = setTimeout(() => {
      this.reconnectTimer = null
      void this.listen(onNotification)
    }, RECONNECT_MS)
    this.reconnectTimer.unref()
  }
}
