import type { Logger } from "@medusajs/framework/types"
import type { EngineProblem, EngineState } from "../queue-engine"

/** What staff reads. */
export interface ReminderWords {
  /** Of the log and the problem: what is wrong, and what mends it. */
  lost(reason: string): string
  back: string
}

/** Whether wake-ups from other processes arrive, as health and the log say it: one line when they stop, one when they are back. */
export class Reminders {
  private arrive: boolean | null = null
  private lastAt: Date | null = null
  private problem: EngineProblem | null = null

  /** @param onChange gets whether they arrive, each time that changes. */
  constructor(
    private readonly words: ReminderWords,
    private readonly logger: Logger,
    private readonly onChange: (arrive: boolean) => void = () => undefined,
    private readonly now: () => Date = () => new Date()
  ) {}

  /** A wake-up came. It proves nothing about the next: only {@link proven} does. */
  came(): void {
    this.lastAt = this.now()
  }

  /** What was proven is worth nothing any more. */
  forget(): void {
    if (this.arrive === true) this.arrive = null
  }

  /** One of this process's own came back. */
  proven(): void {
    if (this.arrive === true) return
    if (this.problem) this.logger.info(`webhooks: ${this.words.back}`)
    this.problem = null
    this.arrive = true
    this.onChange(true)
  }

  /** @param reason in words, without the credentials of any URL. */
  lost(reason: string): void {
    const message = this.words.lost(reason)
    if (this.problem) {
      this.problem = { ...this.problem, message }
      return
    }
    this.logger.warn(`webhooks: ${message}`)
    this.problem = { code: "reminders_lost", message, since: this.now() }
    this.arrive = false
    this.onChange(false)
  }

  /** Whether wake-ups arrive; `null` when that was not tried yet. */
  get areProven(): boolean | null {
    return this.arrive
  }

  /** The part of an engine's state that is about wake-ups. */
  get state(): Pick<EngineState, "reminders" | "last_reminder_at" | "problems"> {
    return {
      reminders: this.arrive,
      last_reminder_at: this.lastAt,
      problems: this.problem ? [this.problem] : [],
    }
  }
}
