import type { z } from "@medusajs/framework/zod"
import type { ReceivedHeaders, Verification } from "./signature-scheme"

/** A call as it came over the wire. Nothing of it is trusted before `verify` has said so. */
export interface ReceivedCall {
  method: string
  /** Scheme, host, path and query, as the caller has to have signed them: `https://shop.example/webhooks/emr?x=1`. */
  url: string
  headers: ReceivedHeaders
  body: Buffer
}

/** What verifies a source's calls: its live secrets, newest first, and the profile's settings of its row. */
export interface SourceKeys<Settings> {
  /** In clear text. Empty where the profile takes public keys from the settings. */
  secrets: readonly string[]
  settings: Settings
}

/** An answer that a vendor expects word for word. */
export interface ProfileAnswer {
  status: number
  /** Sent as JSON; a text is sent as it is, as `text/plain`. */
  body: unknown
}

/** One message of ours, made of a vendor's body. */
export interface ReadMessage {
  /** Name of a message handler: `video-call-completed`. */
  message: string
  /** Checked by the handler's own schema before anything is done with it. */
  body: unknown
}

/** Something that has to be fetched from the vendor, because its call only says where it is (a thin event). */
export interface FetchRequest {
  method: "GET" | "POST"
  /** Appended to the base URL that the shop configured for the source; never a URL that a caller gave. */
  path: string
  /** Constant ones that the vendor asks for, such as `accept`; never a credential: the source's own is added to them. */
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  body?: unknown
}

/** What a vendor's body means. Pure: a message that is processed again is read again. */
export type Reading =
  /** Nothing of ours. `because` is a sentence for staff. */
  | { kind: "nothing"; because: string }
  | { kind: "messages"; messages: readonly ReadMessage[] }
  /** `read` may ask for another fetch, once: what the first answer names. */
  | { kind: "fetch"; request: FetchRequest; read(fetched: unknown): Reading }
  /** What was fetched is an error, or not complete yet: the message is tried again later. Only of something fetched. */
  | { kind: "later"; because: string }
  /** A body with several entries: each has a reading of its own, in the order of the body. */
  | { kind: "several"; readings: readonly Reading[] }

/** What the secret of a source with this profile is. */
export type ProfileSecret =
  /** Made by us, `whsec_…`, unless the caller brings one. */
  | "generated"
  /** The vendor's own: any text of 8 to 512 characters; made by us when it is left out. */
  | "any"
  /** None: the settings hold public keys. */
  | "none"

/**
 * How a source signs, shakes hands, and what its messages mean. One file in `inbound/profiles/` adds one; make it with
 * {@link defineProfile}. Everything here is a pure function.
 */
export interface Profile<Settings = unknown> {
  id: string
  /** For lists and forms. */
  title: string
  /** What the partner has to send: for whoever connects it. */
  description: string
  /** What `settings` of the source's row holds; refused when it is saved with anything else. */
  settings: z.ZodType<Settings>
  secret: ProfileSecret
  /**
   * A look at the headers before the body is read: a call without its headers, or from another time, costs no memory.
   * @returns the reason of the refusal, for the log; `null` lets the body be read.
   */
  refusedBeforeBody(headers: ReceivedHeaders, settings: Settings, now: Date): string | null
  /** Tries every live secret or key, in constant time. Without any, nothing is verified: it never fails open. */
  verify(call: ReceivedCall, keys: SourceKeys<Settings>, now: Date): Verification
  /**
   * Answers the vendor's handshake or heartbeat. Asked after `verify` said yes, with the parsed body.
   * @returns the answer, and nothing is stored; `null` for every other call.
   */
  handshake?(call: ReceivedCall, body: unknown, keys: SourceKeys<Settings>): ProfileAnswer | null
  /** The vendor's name of the message (`meeting.ended`), for lists. Only letters, digits, `.`, `_`, `-`, at most 100. */
  kindOf?(body: unknown): string
  /** The vendor's id of the message, from what is signed; `null`: repeats are known by the hash of the body. */
  idOf?(body: unknown): string | null
  /**
   * Equal bodies are different messages. A thin event without id and time says only "it changed again": taken for a
   * repeat, the second change would never be fetched. Only where reading a replayed call does no harm.
   */
  equalBodiesAreNews?: true
  /** A vendor's words in ours. Left out: the body is one of our own messages already. */
  read?(body: unknown, settings: Settings): Reading
  /** The status that a vendor wants whatever becomes of its message, which is processed after the answer. Left out: it is processed first, and the answer says what became of it. */
  alwaysAnswers?: number
}

/** Defines a profile: the default export of a file in `inbound/profiles/`. The types of its functions come from `settings`. */
export function defineProfile<Settings>(profile: Profile<Settings>): Profile {
  return profile as unknown as Profile
}
