import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { LoggedInPartner } from "../../../../modules/webhooks/partners/logins"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { jsonOf } from "../../../_http/raw-body"
import { BUSY, LOCKED, UNAUTHORIZED, addressOf } from "../login"

/** `auth` of every call. Read by itself, so that no message about the rest can repeat the password. */
const credentials = z.object({ auth: z.object({ applicationId: z.string(), applicationPassword: z.string() }) })

/** HTTP status and `responseCode` are the same number, but for the last digit. */
const STATUS: Partial<Record<string, number>> = {
  [MedusaError.Types.INVALID_DATA]: 400,
  [MedusaError.Types.NOT_ALLOWED]: 400,
  [MedusaError.Types.UNAUTHORIZED]: 401,
  [MedusaError.Types.FORBIDDEN]: 403,
  [MedusaError.Types.NOT_FOUND]: 404,
}

export function refuseInEnvelope(res: MedusaResponse, status: number, message: string): void {
  res.status(status).json({ successful: false, responseMessage: message, responseCode: status * 10 })
}

/**
 * The handler of a route whose credentials come in the body, and whose answers are all of one shape.
 * @param handle gets the body without the credentials.
 */
export function enveloped(handle: (req: MedusaRequest, partner: LoggedInPartner, body: object) => Promise<object>) {
  return async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
    try {
      const body = jsonOf(req)
      const given = credentials.safeParse(body)
      const login = given.success
        ? await webhooksOf(req.scope).partnerLogins.check({
            application_id: given.data.auth.applicationId,
            password: given.data.auth.applicationPassword,
            address: addressOf(req),
          })
        : ({ refused: "credentials" } as const)
      if ("partner" in login) {
        res.json({
          successful: true,
          responseMessage: "OK",
          responseCode: 2000,
          ...(await handle(req, login.partner, withoutCredentials(body as Body))),
        })
      } else if (login.refused === "locked") {
        res.set("retry-after", String(login.retryAfterSeconds))
        refuseInEnvelope(res, 429, LOCKED)
      } else if (login.refused === "busy") {
        res.set("retry-after", "1")
        refuseInEnvelope(res, 503, BUSY)
      } else refuseInEnvelope(res, 401, UNAUTHORIZED)
    } catch (error) {
      // Not by class: a workflow hands an error on as a plain object.
      const status = MedusaError.isMedusaError(error) ? STATUS[(error as MedusaError).type] : undefined
      if (status !== undefined) return refuseInEnvelope(res, status, (error as Error).message)
      req.scope.resolve(ContainerRegistrationKeys.LOGGER).error(`webhooks: ${req.path} failed: ${String(error)}`)
      refuseInEnvelope(res, 500, "Something went wrong on our side.")
    }
  }
}

type Body = { auth: Record<string, unknown> }

function withoutCredentials({ auth, ...rest }: Body): object {
  const { applicationId: _id, applicationPassword: _password, ...scope } = auth
  return { ...rest, auth: scope }
}
