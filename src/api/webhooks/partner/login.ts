import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { LoggedInPartner } from "../../../modules/webhooks/partners/logins"
import { webhooksOf } from "../../../workflows/webhooks-of"

/** One text for every reason: who probes learns nothing. */
export const UNAUTHORIZED = "The application id or the password is wrong."
export const LOCKED = "Too many wrong passwords. Nothing was checked; come back later."
export const BUSY = "Too many logins at once. Please come back in a moment."

const loggedIn = new WeakMap<MedusaRequest, LoggedInPartner>()

/** Lets a partner in by HTTP Basic; `partnerOf` answers who it is. */
export async function basicLogin(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const given = basicCredentials(req.headers.authorization)
  const login = given
    ? await webhooksOf(req.scope).partnerLogins.check({ ...given, address: addressOf(req) })
    : ({ refused: "credentials" } as const)
  if ("partner" in login) {
    loggedIn.set(req, login.partner)
    return next()
  }
  if (login.refused === "locked") {
    res
      .status(429)
      .set("retry-after", String(login.retryAfterSeconds))
      .json({ type: "too_many_requests", message: LOCKED })
  } else if (login.refused === "busy") {
    res.status(503).set("retry-after", "1").json({ type: "unavailable", message: BUSY })
  } else {
    res
      .status(401)
      .set("www-authenticate", 'Basic realm="webhooks", charset="UTF-8"')
      .json({ type: "unauthorized", message: UNAUTHORIZED })
  }
}

/** @throws MedusaError UNAUTHORIZED where `basicLogin` let nobody in: a route that was forgotten is closed. */
export function partnerOf(req: MedusaRequest): LoggedInPartner {
  const partner = loggedIn.get(req)
  if (!partner) throw new MedusaError(MedusaError.Types.UNAUTHORIZED, UNAUTHORIZED)
  return partner
}

export function addressOf(req: MedusaRequest): string {
  return req.ip ?? ""
}

function basicCredentials(header: string | undefined): { application_id: string; password: string } | null {
  const encoded = /^basic +([a-z0-9+/=_-]+) *$/i.exec(header ?? "")?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, "base64").toString("utf8")
  const colon = text.indexOf(":")
  return colon < 0 ? null : { application_id: text.slice(0, colon), password: text.slice(colon + 1) }
}
