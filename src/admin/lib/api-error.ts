import { FetchError } from "@medusajs/js-sdk"
import type { RefusalAnswer } from "./types"

/** What the API refused. The dashboard's own pages know a `FetchError`: a 401 leads to the login. */
export class ApiError extends FetchError {
  /** The fields it is about; empty where it is about none. */
  readonly issues: RefusalAnswer["issues"]

  /** @param body the answer, whatever it is: a proxy between us and the shop may have written it. */
  constructor({ status, statusText }: Response, body: unknown) {
    const { message, issues } = ((typeof body === "object" ? body : null) as Partial<RefusalAnswer> | null) ?? {}
    super(message ?? statusText, statusText, status)
    this.issues = Array.isArray(issues) ? issues : []
  }
}
