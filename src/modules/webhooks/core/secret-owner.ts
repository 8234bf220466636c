/** Signs callbacks for which no source was named. Made at the first; it never calls us. */
export const CALLBACK_SOURCE = "callbacks"

/** `inbound` verifies what a source sends us, `callbacks` signs what is sent to the URLs that events name. */
export const SECRET_PURPOSES = ["inbound", "callbacks"] as const
export type SecretPurpose = (typeof SECRET_PURPOSES)[number]

/**
 * Whose secrets do this for a source. Never the same for both: what we sign could be sent back to us as a call, with a body
 * that whoever publishes has chosen.
 */
export function secretOwnerOf({ id, slug }: { id: string; slug: string }, purpose: SecretPurpose): string {
  return purpose === "callbacks" || slug === CALLBACK_SOURCE ? `${id}:callbacks` : id
}
