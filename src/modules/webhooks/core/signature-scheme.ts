export interface Signable {
  /** The id by which the receiver drops repeats. */
  message_id: string
  /** Unix seconds of this attempt. */
  timestampSeconds: number
  /** The exact bytes that are sent. */
  body: Buffer
}

/** Lower-case header names; the first value where a header came more than once. */
export type ReceivedHeaders = Readonly<Record<string, string | undefined>>

export type Verification =
  | { verified: true; /** The sender's id for the message, where the scheme has one. */ message_id: string | null }
  | { verified: false; reason: string }

export interface SignatureScheme {
  id: string
  /** @returns the signature headers. @param secrets live secrets, newest first; at least one. */
  sign(message: Signable, secrets: readonly string[]): Record<string, string>
  /** Tries every live secret, in constant time. Without a secret nothing is verified: it never fails open. */
  verify(headers: ReceivedHeaders, body: Buffer, secrets: readonly string[], now: Date): Verification
}
