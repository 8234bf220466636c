import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Bytes that the first piece of a body gets room for; the room doubles from there. */
const FIRST_ROOM_BYTES = 1_024
/** Milliseconds for a caller to stop sending what is not wanted, before its connection is ended. */
const LINGER_MS = 1_000

export interface BodyLimits {
  maxBytes: number
  /** Milliseconds from the first look at the body to its last byte. */
  deadlineMs: number
  /** Takes room for bytes; false: there is none. */
  take(bytes: number): boolean
  give(bytes: number): void
}

/** Why a body was not read. `gone`: the caller went away, nobody waits for an answer. */
export type UnreadBody = "too_large" | "no_room" | "too_slow" | "gone"

/** `heldBytes` are to be given back when the body is no longer needed. */
export type ReadBody = { body: Buffer; heldBytes: number } | { refused: UnreadBody }

/**
 * Reads a body as bytes, for a route with `bodyParser: false`. Room is taken as bytes arrive, so that a caller that promises
 * a body and sends none holds nothing; pieces are copied into one buffer, because a piece of one byte costs a hundred.
 */
export function readBody(req: MedusaRequest, limits: BodyLimits): Promise<ReadBody> {
  if (Number(req.headers["content-length"] ?? 0) > limits.maxBytes) return Promise.resolve({ refused: "too_large" })
  return new Promise((resolve) => {
    let room = Buffer.alloc(0)
    let lengthBytes = 0

    const settle = (result: ReadBody) => {
      clearTimeout(timer)
      req.off("data", onData).off("end", onEnd).off("close", onGone).off("error", onGone)
      // An error that comes later has nobody to hear it, and would end the process.
      req.on("error", () => undefined)
      if ("refused" in result) limits.give(room.length)
      resolve(result)
    }
    const onData = (chunk: Buffer) => {
      const neededBytes = lengthBytes + chunk.length
      if (neededBytes > limits.maxBytes) return settle({ refused: "too_large" })
      if (neededBytes > room.length) {
        const nextBytes = Math.min(Math.max(room.length * 2, neededBytes, FIRST_ROOM_BYTES), limits.maxBytes)
        if (!limits.take(nextBytes - room.length)) return settle({ refused: "no_room" })
        const next = Buffer.allocUnsafeSlow(nextBytes)
        room.copy(next, 0, 0, lengthBytes)
        room = next
      }
      chunk.copy(room, lengthBytes)
      lengthBytes = neededBytes
    }
    const onEnd = () => settle({ body: room.subarray(0, lengthBytes), heldBytes: room.length })
    const onGone = () => settle({ refused: "gone" })
    const timer = setTimeout(() => settle({ refused: "too_slow" }), limits.deadlineMs)
    req.on("data", onData).on("end", onEnd).on("close", onGone).on("error", onGone)
    if (req.destroyed || req.readableEnded) (req.complete ? onEnd : onGone)()
  })
}

/**
 * Ends the connection of a caller that was answered before it had sent its body, unless it sends the rest soon. Not at once: a
 * connection that is ended with bytes unread loses the answer as well. What it sends meanwhile is dropped, and costs no memory.
 */
export function endUnfinished(req: MedusaRequest, res: MedusaResponse, lingerMs = LINGER_MS): void {
  if (req.complete) return
  res.once("finish", () => {
    req.resume()
    setTimeout(() => void (req.complete || req.socket.destroy()), lingerMs).unref()
  })
}
