import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { raw } from "express"
import { InvalidInput } from "../../modules/webhooks/invalid-input"
import type { RefusalAnswer } from "./issues"

type Refuse = (res: MedusaResponse, status: number, message: string) => void

/** In the API's form. Without it, Medusa would answer 500. */
const refused: Refuse = (res, status, message) => {
  const code = status === 413 ? "too_large" : "unreadable"
  const answer: RefusalAnswer = { type: "invalid_data", message, issues: [{ path: [], code, message }] }
  res.status(status).json(answer)
}

/**
 * Takes the body as bytes, whatever its content type. For routes with `bodyParser: false`.
 * @param refuse answers when it is too large or can't be read.
 */
export function rawBody(maxBytes: number, refuse = refused) {
  const read = raw({ type: () => true, limit: maxBytes, inflate: false })
  return (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void => {
    read(req, res, (error?: unknown) => {
      if (error === undefined) return next()
      const status = (error as { status?: number }).status ?? 400
      refuse(res, status, status === 413 ? `The body is larger than ${maxBytes} bytes.` : "The body could not be read.")
    })
  }
}

/** What the bytes that `rawBody` took say. @throws InvalidInput when they are no JSON. */
export function jsonOf(req: MedusaRequest): unknown {
  if (!Buffer.isBuffer(req.body) || req.body.length === 0) return {}
  try {
    return JSON.parse(req.body.toString("utf8")) as unknown
  } catch {
    throw InvalidInput.ofField({ path: [], code: "not_json", message: "is not JSON" })
  }
}
