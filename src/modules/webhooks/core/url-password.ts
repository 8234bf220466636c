import { MASKED_VALUE } from "./custom-headers"

/** A URL with the mask in place of its password, and the password in clear text (`null` where the URL has none). */
export interface SplitUrl {
  url: string
  password: string | null
}

/** Splits a valid URL into the masked URL, which may be stored and shown, and its password. */
export function splitPassword(url: string): SplitUrl {
  const parts = new URL(url)
  if (parts.password === "") return { url, password: null }
  const password = decodeURIComponent(parts.password)
  parts.password = MASKED_VALUE
  return { url: parts.href, password }
}

/**
 * Whether a masked URL may keep the stored password: with another host the password would be sent to a stranger, and
 * without TLS it could be read on the way.
 */
export function keepsLogin(url: string, storedUrl: string): boolean {
  const [next, stored] = [new URL(url), new URL(storedUrl)]
  return next.protocol === stored.protocol && next.username === stored.username && next.host === stored.host
}

/** @returns the text with the mask in place of the password of each URL in it. */
export function maskPasswords(text: string): string {
  // Up to the last @: a password that was not encoded may hold one, or a slash.
  return text.replace(/(:\/\/[^\s:@/"]*):[^\s"]*@/g, `$1:${MASKED_VALUE}@`)
}
