import type { Profile } from "../core/profile"
import { issueText, issuesOf } from "../core/issue"
import { InvalidInput } from "../invalid-input"
import type { SourceRecord } from "../store/sources"
import { isSameOrigin } from "./fetch-url"
import { profileOf } from "./profile-of"

/** What of a source's row has to fit together. */
export type SourceFields = Pick<SourceRecord, "scheme" | "profile" | "settings" | "fetch_url" | "fetch_credential">

/**
 * Checks what a source will be: the settings by the profile's schema, and that a credential stays with the origin it was
 * given for.
 * @param next the row as it will be. `fetch_credential` is what the caller gave, in the clear; left out: as it is stored.
 * @param stored the row as it is; `null` for a new source.
 * @returns the source's profile, and the credential to store: in the clear, `null` for none, `undefined` to leave it as it is.
 * @throws InvalidInput naming the field; a setting is named `settings.<field>`.
 */
export function settledSource(
  next: Omit<SourceFields, "fetch_credential"> & { fetch_credential?: string | null | undefined },
  stored: SourceFields | null
): { profile: Profile; fetch_credential: string | null | undefined } {
  const profile = profileOf(next)
  if (!profile)
    throw InvalidInput.ofField({ path: ["profile"], message: `there is no profile "${next.profile ?? next.scheme}"` })
  const settings = profile.settings.safeParse(next.settings)
  if (!settings.success) {
    // Without the values: settings may be what a vendor keeps secret.
    const issues = issuesOf(settings.error, ["settings"])
    throw new InvalidInput(issues, issues.map(issueText).join("; "))
  }
  return { profile, fetch_credential: settledCredential(next, stored) }
}

function settledCredential(
  { fetch_url, fetch_credential }: Pick<Parameters<typeof settledSource>[0], "fetch_url" | "fetch_credential">,
  stored: SourceFields | null
): string | null | undefined {
  const refuse = (message: string) => InvalidInput.ofField({ path: ["fetch_credential"], message })
  if (fetch_url === null) {
    if (fetch_credential) throw refuse("is sent to fetch_url, and there is none")
    return null
  }
  if (fetch_credential !== undefined || !stored?.fetch_credential) return fetch_credential
  if (stored.fetch_url !== null && isSameOrigin(stored.fetch_url, fetch_url)) return undefined
  throw refuse("was given for another server: give it again together with the new fetch_url, or null")
}

/**
 * The kind of secret that a source of this profile gets; `null`: none.
 * @throws InvalidInput when one is given for a profile that has none.
 */
export function secretKindOf({ id, secret }: Profile, given: string | undefined): "generated" | "any" | null {
  if (secret !== "none") return secret
  const message = `a source of the profile "${id}" has no secret: its settings hold public keys`
  if (given !== undefined) throw InvalidInput.ofField({ path: ["secret"], code: "secret", message })
  return null
}
