import type { FetchRequest, Profile, ReadMessage, Reading } from "../../modules/webhooks/core/profile"
import { DelayedMessage } from "./delayed-message"
import { RefusedMessage } from "./message-handler"

/** Requests that one message may need, one inside the answer of another. */
const MAX_FETCH_DEPTH = 3
/** Messages of ours in one call: they are applied in one transaction. */
const MAX_MESSAGES = 50
/** Readings inside readings; beyond, a profile goes round in circles. */
const MAX_READINGS = 200

/** What a vendor's body says, in our words. */
export interface ReadBody {
  messages: ReadMessage[]
  /** Why parts of it, or all of it, are nothing of ours. */
  ignored: string[]
  /** Why parts of it could not be read now, or at all; only of a body with several entries, which do not wait for each other. */
  stopped: (RefusedMessage | DelayedMessage)[]
  /** Whether something had to be fetched: then it is known only now what the message is about. */
  fetched: boolean
}

/**
 * Reads a vendor's body: follows what has to be fetched, and gathers the messages in the order of the body.
 * @param fetch asks the vendor. @throws whatever it throws.
 * @throws DelayedMessage when what was fetched is not complete yet; RefusedMessage when the profile can't read the body, or the
 *   body asks for too much. Of one entry among several these are `stopped`, and the others are read.
 */
export async function readVendorBody(
  profile: Profile,
  body: unknown,
  settings: unknown,
  fetch: (request: FetchRequest) => Promise<unknown>
): Promise<ReadBody> {
  const found: ReadBody = { messages: [], ignored: [], stopped: [], fetched: false }
  let readingsCount = 0

  const follow = async (reading: Reading, depth: number): Promise<void> => {
    if (++readingsCount > MAX_READINGS) throw tooMuch(`more than ${MAX_READINGS} parts`)
    if (reading.kind === "nothing") found.ignored.push(reading.because)
    else if (reading.kind === "later") throw new DelayedMessage("fetch_failed", reading.because)
    else if (reading.kind === "several") for (const one of reading.readings) await followOne(one, depth)
    else if (reading.kind === "messages") {
      found.messages.push(...reading.messages)
      if (found.messages.length > MAX_MESSAGES) throw tooMuch(`more than ${MAX_MESSAGES} messages`)
    } else {
      if (depth >= MAX_FETCH_DEPTH) throw tooMuch(`more than ${MAX_FETCH_DEPTH} requests in a row`)
      found.fetched = true
      const json = await fetch(reading.request)
      await follow(
        reads(() => reading.read(json)),
        depth + 1
      )
    }
  }

  async function followOne(reading: Reading, depth: number): Promise<void> {
    try {
      await follow(reading, depth)
    } catch (error) {
      const isOwn = error instanceof DelayedMessage || (error instanceof RefusedMessage && !isTooMuch(error))
      if (!isOwn) throw error
      found.stopped.push(error)
    }
  }

  await follow(
    reads(() => profile.read?.(body, settings) ?? { kind: "nothing", because: "the profile reads no bodies" }),
    0
  )
  return found
}

/** A profile is pure: what it can't read now it can't read later either. */
function reads(read: () => Reading): Reading {
  try {
    return read()
  } catch (error) {
    const reason = `the profile can't read the body: ${error instanceof Error ? error.message : String(error)}`
    throw new RefusedMessage({ cause: "unreadable_body", reason, answer: "the body could not be understood" })
  }
}

const TOO_MUCH = "too_much"

function tooMuch(what: string): RefusedMessage {
  const reason = `the body leads to ${what}`
  return new RefusedMessage({ cause: TOO_MUCH, reason, answer: reason })
}

function isTooMuch({ refusal }: RefusedMessage): boolean {
  return refusal.cause === TOO_MUCH
}
