import type { Db } from "../store/db"

const CHANNEL = "medusa_webhooks_due"
/** Debounce: a burst of publishes sends one notification per interval instead of hundreds. */
const NOTIFY_EVERY_MS = 20
const RECONNECT_MS = 1_000

interface PgClient {
  query(sql: string): Promise<unknown>
  on(event: "notification" | "error" | "end", listener: () => void): void
  end(): Promise<void>
}

/** Wake-ups by LISTEN/NOTIFY, from a process that publishes to processes that send. A hint only: the sweep makes up for lost ones. */
export class NotifyChannel {
  private listening: PgClient | null = null
  private notifyTimer: NodeJS.Timeout | null = null
  private reconnectTimer: NodeJS.Timeout | null = null
  private closed = false

  constructor(private readonly db: Db) {}

  /** Whether the listening connection is open. */
  get isListening(): boolean {
    return this.listening !== null
  }

  /** Wakes every listening process, within 20 ms. */
  notify(): void {
    if (this.notifyTimer || this.closed) return
    this.notifyTimer = setTimeout(() => {
      this.notifyTimer = null
      // Not awaited: when the database is away, the sweep finds the delivery.
      this.db.raw(`NOTIFY ${CHANNEL}`).catch(() => undefined)
    }, NOTIFY_EVERY_MS)
    this.notifyTimer.unref()
  }

  /** Calls `onNotification` for each notification until closed. Uses a connection outside the pool, and reconnects. */
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
      // Notifications may have been missed before this connection listened.
      onNotification()
    } catch {
      this.listenAgain(onNotification)
    }
  }

  /** Stops listening and notifying. */
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
