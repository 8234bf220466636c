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

  /** @returns whether time ran out (true), rather than being raised within `timeout_ms`. */
  async wait(timeoutMs: number): Promise<boolean> {
    if (this.raised) return false
    const timedOut = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(true), timeoutMs)
      this.release = () => {
        clearTimeout(timer)
        resolve(false)
      }
    })
    this.release = null
    return timedOut
  }
}
