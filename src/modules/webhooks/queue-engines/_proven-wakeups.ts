import type { Logger } from "@medusajs/framework/types"
import type { Db } from "../store/db"
import { Proof, type Line } from "./_proof"
import { Reminders, type ReminderWords } from "./_reminders"
import { WakeupPolls } from "./_wakeup-polls"

export interface ProvenWakeupsParts {
  db: Db
  line: Line
  words: ReminderWords & { unheard: string }
  logger: Logger
  /** A delivery may be due. */
  onWakeup(): void
}

/** What both engines share: wake-ups count once one has come back to this process, and polls find them until then. */
export class ProvenWakeups {
  readonly reminders: Reminders
  readonly proof: Proof
  private readonly polls: WakeupPolls

  constructor({ db, line, words, logger, onWakeup }: ProvenWakeupsParts) {
    this.polls = new WakeupPolls(db, onWakeup)
    this.reminders = new Reminders(words, logger, (arrive) => {
      if (!arrive) return this.polls.start()
      void this.polls.stop()
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
    this.polls.start()
    this.proof.start()
  }

  /** Drops the line, and waits for the statements that run. */
  async stop(): Promise<void> {
    await Promise.all([this.proof.stop(), this.polls.stop()])
  }
}
