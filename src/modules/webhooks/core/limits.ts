/** Limits that several rooms share. */

export const DAY_MS = 24 * 60 * 60 * 1_000

/** Bytes of the largest message: of a call from a partner, and, unless `maxBodyBytes` says otherwise, of an event that we send. */
export const MAX_MESSAGE_BYTES = 262_144
