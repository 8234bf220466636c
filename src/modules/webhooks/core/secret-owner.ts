/** Slug of the source that signs callbacks for which no source was named. Created at the first such callback; it never calls us. */
export const CALLBACK_SOURCE = "callbacks"

/** `inbound` secrets verify a source's calls to us, `callbacks` secrets sign our callbacks to the URLs that events name. */
export const SECRET_PURPOSES = ["inbound", "callbacks"] as const
export type SecretPurpose = (typeof SECRET_PURPOSES)[number]

/**
 * The `owner_id` of a source's secrets for a purpose. Never the same for both purposes: a callback that we signed, with a
 * body that a publisher chose, could be sent back to us as a call.
 */
export function secretOwnerOf({ id, slug }: { id: string; slug: string }, purpose: SecretPurpose): string {
  return purpose === "callbacks" || slug === CALLBACK_SOURCE ? `${id}:callbacks` : id
}
