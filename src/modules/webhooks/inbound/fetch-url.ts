/** @returns why a text can't be the base of requests to a vendor; `null` when it can. Its address is checked when connecting. */
export function fetchUrlProblem(text: string): string | null {
  const url = parsed(text)
  if (!url || !["http:", "https:"].includes(url.protocol)) return "must begin with http:// or https://"
  if (url.username !== "" || url.password !== "") return "must not hold a login: fetch_credential is the place for it"
  if (url.search !== "" || url.hash !== "") return "must have no query and no fragment: a path is appended to it"
  return null
}

/** Whether two URLs lead to the same scheme, host and port: only there may a credential be sent that was given for one of them. */
export function isSameOrigin(a: string, b: string): boolean {
  const [left, right] = [parsed(a), parsed(b)]
  return left !== null && right !== null && left.origin === right.origin
}

/**
 * The URL of a request below the base that the shop configured.
 * @returns `null` when the path leads elsewhere: to another host, or up and out of the base.
 */
export function urlBelow(base: string, path: string): URL | null {
  if (!path.startsWith("/")) return null
  const root = parsed(base)
  const url = parsed(base.replace(/\/+$/, "") + path)
  if (!root || !url || url.origin !== root.origin) return null
  const below = `${root.pathname.replace(/\/+$/, "")}/`
  return url.pathname.startsWith(below) ? url : null
}

function parsed(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
