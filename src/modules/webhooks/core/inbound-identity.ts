import { createHash } from "node:crypto"

/** Characters of a sender's own id of a message; what is stored of it is a hash, so that no index row grows too large. */
export const MAX_SENDER_ID_LENGTH = 255
const MAX_KIND_LENGTH = 100

/** SHA-256 as hex. */
export function sha256(of: string | Buffer): string {
  return createHash("sha256").update(of).digest("hex")
}

/** What a message is known by: calls of one source with the same key are one message. */
export interface Identity {
  /** `emr/video-call-completed` */
  kind: string
  /** The sender's id of the message; `null` where its scheme has none. */
  sender_id: string | null
  body_hash: string
}

/** The key that recognises a repeat: by the sender's id, or else by the body. */
export function dedupeKey({ kind, sender_id, body_hash }: Identity): string {
  return sha256(`${kind} ${sender_id === null ? `sha256:${body_hash}` : `id:${sender_id}`}`)
}

/** The key of a second body under an id that another body has used: the second one, sent again, is stored once too. */
export function otherBodyKey(identity: Identity): string {
  return `other:${sha256(`${dedupeKey(identity)} ${identity.body_hash}`)}`
}

/** `<slug>/<name>`, where a vendor's name of a message may be anything. */
export function kindOf(slug: string, name: string): string {
  const word = name.replace(/[^\w.-]/g, "_").slice(0, MAX_KIND_LENGTH)
  return `${slug}/${word === "" ? "unknown" : word}`
}
