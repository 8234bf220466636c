/** A flag that one loop waits for. A flag that is raised while the loop is not waiting ends its next wait at once. */
export class Signal {
  private raised = false
  private release: (() => void) | null = null

  /** Raises the flag, and ends the wait. */
  raise(): void {
    this.raised = true
    this.release?.()
  }

  /** Lowers the flag. */
  lower(): void {
    this.raised = false
  }

  /** Waits for the flag, at most `timeoutMs`. @returns true when the time ran out, false when the flag was raised. */
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
