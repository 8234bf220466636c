import { randomUUID } from "node:crypto"
import { Signal } from "./_signal"

/** How long an echo may take: four steps, so that a loop of events that was blocked for seconds still reads what came meanwhile. */
const STEP_MS = 500
const STEPS = 4
/** Between two echoes, while they come. */
const EVERY_MS = 10_000
/** After a loss, one echo is not enough: what a new connection takes at once may be all that it ever takes. */
const SECOND_AFTER_MS = 500
/** Before the line is opened again: doubled each time, up to the limit. */
const REOPEN_MS = 1_000
const REOPEN_AT_MOST_MS = 8_000

/** The way that wake-ups come. No call may wait without end. */
export interface Line {
  /** Connects. Rejects with what keeps it from that. */
  open(): Promise<void>
  /** Sends what this process itself has to hear, the way that others send wake-ups. Rejects with what keeps it from that. */
  send(nonce: string): Promise<void>
  /** Gives the connection up. */
  drop(): void | Promise<void>
}

/** What comes of it. */
export interface ProofListener {
  proven(): void
  /** @param reason in words. */
  lost(reason: string): void
}

/**
 * Proves by echo that wake-ups arrive: sends a nonce, and expects it back within 2 s, at the start, every 10 s, and after
 * each reconnection. A connection that is open proves nothing: poolers take a LISTEN and never deliver, and a server that
 * vanished leaves its connections open.
 */
export class Proof {
  private readonly signal = new Signal()
  private readonly id = randomUUID()
  private echoCount = 0
  private nonce = ""
  private isHeard = false
  private inUse = false
  private isAgain = false
  private brokenBy: string | null = null
  private wasLost = false
  private pauseMs = REOPEN_MS
  private stopping = false
  private running: Promise<void> | null = null

  /** @param unheard says, in words, that an echo did not come. */
  constructor(
    private readonly line: Line,
    private readonly listener: ProofListener,
    private readonly unheard: string
  ) {}

  /** Starts; when it runs, it proves anew, now and not at its time: what the line does has changed. */
  start(): void {
    this.isAgain = this.running !== null
    this.signal.raise()
    this.running ??= this.run()
  }

  /** This came by the line. */
  heard(nonce: string): void {
    if (nonce !== this.nonce) return
    this.isHeard = true
    this.signal.raise()
  }

  /** The line broke: it is opened again. */
  broken(reason: string): void {
    if (!this.inUse) return
    this.brokenBy = reason
    this.signal.raise()
  }

  /** Ends the proofs and drops the line. */
  async stop(): Promise<void> {
    this.stopping = true
    this.signal.raise()
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.inUse = true
      const reason = await this.useLine()
      this.inUse = false
      this.brokenBy = null
      this.wasLost = true
      if (!this.stopping) this.listener.lost(reason)
      await this.line.drop()
      await this.wait(this.pauseMs)
      this.pauseMs = Math.min(this.pauseMs * 2, REOPEN_AT_MOST_MS)
    }
  }

  /** Opens the line, and proves it as long as it lasts. @returns why it is of no more use, in words. */
  private async useLine(): Promise<string> {
    try {
      await this.line.open()
      while (await this.echo()) {
        if (this.wasLost) {
          this.wasLost = false
          await this.wait(SECOND_AFTER_MS)
          continue
        }
        this.listener.proven()
        this.pauseMs = REOPEN_MS
        if (!this.isAgain) await this.wait(EVERY_MS)
        this.isAgain = false
      }
      return this.brokenBy ?? this.unheard
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  private async echo(): Promise<boolean> {
    if (this.isOver) return false
    this.isHeard = false
    this.nonce = `${this.id} ${++this.echoCount}`
    await this.line.send(this.nonce)
    for (let step = 0; step < STEPS && !this.isHeard && !this.isOver; step++) await this.wait(STEP_MS)
    return this.isHeard
  }

  private get isOver(): boolean {
    return this.stopping || this.brokenBy !== null
  }

  /** Waits until something happens; at most so long. */
  private async wait(timeoutMs: number): Promise<void> {
    this.signal.lower()
    if (!this.isOver) await this.signal.wait(timeoutMs)
  }
}
