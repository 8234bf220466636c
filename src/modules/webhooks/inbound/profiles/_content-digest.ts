import { createHash } from "node:crypto"
import { parseDictionary } from "structured-headers"

/** The algorithms of RFC 9530 that are safe; the others of its registry are ignored. */
const ALGORITHMS = new Map([
  ["sha-256", "sha256"],
  ["sha-512", "sha512"],
])

/**
 * RFC 9530: compares `content-digest` with the bytes of the body.
 * @returns what is wrong, or `null`. Every known digest has to fit, and one has to be there: the signature covers only
 *   the header, so this is what puts the body under it.
 */
export function contentDigestProblem(header: string, body: Buffer): string | null {
  let digests: ReturnType<typeof parseDictionary>
  try {
    digests = parseDictionary(header)
  } catch {
    return "content-digest is not a dictionary of digests"
  }
  const known = [...digests].filter(([name]) => ALGORITHMS.has(name))
  if (known.length === 0) return "content-digest has neither sha-256 nor sha-512"
  const isRight = known.every(([name, [value]]) => {
    const wanted = createHash(ALGORITHMS.get(name) ?? "sha256")
      .update(body)
      .digest()
    return value instanceof ArrayBuffer && Buffer.from(value).equals(wanted)
  })
  return isRight ? null : "content-digest is not that of the body"
}
