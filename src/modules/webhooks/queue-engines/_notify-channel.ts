import type { Db } from "../store/db"
import { notifyWakeup } from "../store/wakeups"
import { AtOnce } from "./_at-once"
import { Listening } from "./_listening"
import type { Line } from "./_proof"

/** A burst of publishes is one notification at once, and one per interval. */
const NOTIFY_EVERY_MS = 20

/** What a listening connection brings. */
export interface ChannelEvents {
  onWakeup(): void
  /** What {@link NotifyChannel.send} sent, in this process or another. */
  onEcho(nonce: string): void
  onEnd(reason: string): void
}

/** Wake-ups by LISTEN/NOTIFY, from a process that publishes to processes that send. A hint only: the sweep makes up for lost ones. */
export class NotifyChannel implements Line {
  private readonly notifying: AtOnce
  private listening: Listening | null = null

  /** @param listenUrl of the database itself, where the pool goes to a pooler. */
  constructor(
    private readonly db: Db,
    private readonly listenUrl: string | undefined,
    private readonly events: ChannelEvents
  ) {
    // When the database is away, the sweep finds the delivery.
    this.notifying = new AtOnce(NOTIFY_EVERY_MS, () => notifyWakeup(db, "").catch(() => undefined))
  }

  /** Wakes every process that listens or polls: at once, or within 20 ms of the last time. @returns when the one has left that leaves at once. */
  notify(): Promise<void> {
    return this.notifying.trigger()
  }

  /** @inheritdoc */
  async open(): Promise<void> {
    const { onWakeup, onEcho, onEnd } = this.events
    const onNotification = (payload: string) => (payload === "" ? onWakeup() : onEcho(payload))
    this.listening = await Listening.open(this.db, this.listenUrl, { onNotification, onEnd })
  }

  /** @inheritdoc */
  async send(nonce: string): Promise<void> {
    await notifyWakeup(this.db, nonce)
  }

  /** @inheritdoc */
  drop(): void {
    this.listening?.drop()
    this.listening = null
  }

  /** Sends the notification that is still to be sent, and none after it. */
  async close(): Promise<void> {
    await this.notifying.close()
  }
}
