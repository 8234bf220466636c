/** Limits that more than one room keeps to. */

export const DAY_MS = 24 * 60 * 60 * 1_000

/** The largest message in either direction: what a partner may send us, and, unless the options say otherwise, what we send. */
export const MAX_MESSAGE_BYTES = 262_144
