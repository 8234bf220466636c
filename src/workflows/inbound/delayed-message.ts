/** Thrown for a fault of ours, or of a vendor's server: the message is tried again, later and later. */
export class DelayedMessage extends Error {
  override name = "DelayedMessage"

  constructor(
    /** A word for lists: `fetch_failed`. */
    readonly word: string,
    /** The sentence for staff. */
    reason: string
  ) {
    super(reason)
  }
}
