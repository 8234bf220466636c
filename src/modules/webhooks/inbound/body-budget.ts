/** The bytes of bodies that this process holds while it reads and processes calls. */
export class BodyBudget {
  private heldBytes = 0

  constructor(private readonly maxBytes: number) {}

  /** Takes room for bytes that have arrived. @returns whether there was room. */
  take(bytes: number): boolean {
    if (this.heldBytes + bytes > this.maxBytes) return false
    this.heldBytes += bytes
    return true
  }

  /** Gives back what `take` took. */
  give(bytes: number): void {
    this.heldBytes -= bytes
  }
}
