import type { Logger } from "@medusajs/framework/types"
import type { Db } from "../store/db"
import { Proof, type Line } from "./_proof"
import { Reminders, type ReminderWords } from "./_reminders"
import { WakeupPolls } from "./_wakeup-polls"
import { within } from "../../../utils/within"

/** Statements and connections that don't answer end later, by themselves. */
const STOP_WITHIN_MS = 2_000

export interface ProvenWakeupsParts {
  db: Db
  line: Line
  words: ReminderWords & { unheard: string }
  logger: Logger
  /** A delivery may be due. */
  onWakeup(): void
  /** While none is proven, it is called at least this often. */
  wakeEveryMs?: number
  /** Polls go on for so long after the proof: others may still count on them. */
  pollOnMs?: number
}

/** What both engines share: wake-ups count once one has come back to this process, and polls find them until then. */
export class ProvenWakeups {
  readonly reminders: Reminders
  readonly proof: Proof
  private readonly polls: WakeupPolls
  private receives = false
  private pollOnTimer: NodeJS.Timeout | null = null

  constructor({ db, line, words, logger, onWakeup, wakeEveryMs, pollOnMs = 0 }: ProvenWakeupsParts) {
    this.polls = new WakeupPolls(db, onWakeup, wakeEveryMs)
    this.reminders = new Reminders(words, logger, (arrive) => {
      if (!this.receives) return
      if (this.pollOnTimer) clearTimeout(this.pollOnTimer)
      if (!arrive) return this.polls.start()
      this.pollOnTimer = setTimeout(() => void this.polls.stop(), pollOnMs).unref()
      // What came between the last poll and the connection that now listens was noticed by neither.
      onWakeup()
    })
    this.proof = new Proof(
      line,
      { proven: () => this.reminders.proven(), lost: (reason) => this.reminders.lost(reason) },
      words.unheard
    )
  }

  /** Starts to prove, and to poll until the proof has come. */
  start(): void {
    this.receives = true
    this.reminders.forget()
    this.polls.start()
    this.proof.start()
  }

  /** Drops the line, and waits for the statements that run; 2 s at most. */
  async stop(): Promise<void> {
    this.receives = false
    if (this.pollOnTimer) clearTimeout(this.pollOnTimer)
    const stopping = Promise.all([this.proof.stop(), this.polls.stop()])
    await within(STOP_WITHIN_MS, stopping).catch(() => undefined)
  }
}
