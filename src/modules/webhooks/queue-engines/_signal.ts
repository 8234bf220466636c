/** A flag that one loop waits for. Raised while nobody waits, it is seen by the next wait. */
export class Signal {
  private raised = false
  private release: (() => void) | null = null

  raise(): void {
    this.raised = true
    this.release?.()
  }

  lower(): void {
    this.raised = false
  }

  /** Resolves when raised, or after `timeout_ms`. */
  async wait(timeout_ms: number): Promise<void> {
    if (this.raised) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, timeout_ms)
      function done() {
        clearTimeout(timer)
        resolve()
      }
      this.release = done
    })
    this.release = null
  }
}
