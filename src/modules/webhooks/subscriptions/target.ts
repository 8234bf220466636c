import { MASKED_VALUE } from "../core/custom-headers"
import type { Problem } from "../core/problem"
import { keepsLogin, splitPassword } from "../core/url-password"
import { InvalidInput } from "../invalid-input"
import { transports } from "../transports"

/** The transport, URL and method of a subscription. */
interface Target {
  url: string
  transport: string
  method?: string | undefined
}

/** @returns why the transport refuses a target, or `null`. */
export function targetProblem({ url, transport, method }: Target): Problem | null {
  const definition = transports.get(transport)
  const refusal = definition?.urlRefusal(url)
  if (refusal) return { path: ["url"], code: "url", message: refusal }
  if (method !== undefined && definition?.hasMethods === false) {
    const message = `means nothing to the transport ${transport}: leave it out`
    return { path: ["method"], code: "method_unused", message }
  }
  return null
}

/** @returns what is wrong with the target of a new subscription, a masked password included, or `null`. */
export function newTargetProblem(target: Target): Problem | null {
  const problem = targetProblem(target)
  if (problem) return problem
  const isMasked = splitPassword(target.url).password === MASKED_VALUE
  const message = "holds the mask that is shown instead of a password"
  return isMasked ? { path: ["url"], code: "masked", message } : null
}

/** The URL to store, and its password: in clear text when it is new, `null` when there is none, absent when the stored one is kept. */
export interface ChangedUrl {
  url: string
  password?: string | null
}

/**
 * How an update changes a subscription's URL and password; `null` when it does not.
 * @throws MedusaError INVALID_DATA naming the field.
 */
export function changedUrl(
  changes: Partial<Target>,
  stored: { url: string; transport: string; url_password: string | null }
): ChangedUrl | null {
  const { url = stored.url, transport = stored.transport, method } = changes
  if (changes.url === undefined && changes.transport === undefined && method === undefined) return null
  const problem = targetProblem({ url, transport, method })
  if (problem) throw InvalidInput.ofField(problem, problem.path[0] === "url" ? url : method)
  if (changes.url === undefined) return null
  const { url: masked, password } = splitPassword(url)
  if (password !== MASKED_VALUE) return { url: masked, password }
  if (stored.url_password !== null && keepsLogin(masked, stored.url)) return { url: masked }
  const message =
    "the password is masked: give it again, as the stored one is for another host, user or scheme, or there is none"
  throw InvalidInput.ofField({ path: ["url"], code: "masked", message }, url)
}
