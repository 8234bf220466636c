import { MASKED_VALUE } from "./custom-headers"

/** A URL with the mask where its password was, and the password in clear; `null` where it has none. */
export interface SplitUrl {
  url: string
  password: string | null
}

/** Takes the password out of a URL that was found good: what is left may be stored and shown. */
export function splitPassword(url: string): SplitUrl {
  const parts = new URL(url)
  if (parts.password === "") return { url, password: null }
  const password = decodeURIComponent(parts.password)
  parts.password = MASKED_VALUE
  return { url: parts.href, password }
}

/**
 * Whether the stored password may go where this URL leads: a masked URL with another host would hand it to a stranger,
 * and one without TLS would show it on the way.
 */
export function keepsLogin(url: string, storedUrl: string): boolean {
  const [next, stored] = [new URL(url), new URL(storedUrl)]
  return next.protocol === stored.protocol && next.username === stored.username && next.host === stored.host
}

/** A text to be shown, with the mask where a URL in it has a password. */
export function maskPasswords(text: string): string {
  // Up to the last @: a password that was not encoded may hold one, or a slash.
  return text.replace(/(:\/\/[^\s:@/"]*):[^\s"]*@/g, `$1:${MASKED_VALUE}@`)
}
