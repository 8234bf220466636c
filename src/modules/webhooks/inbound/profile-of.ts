import { z } from "@medusajs/framework/zod"
import { defineProfile, type Profile } from "../core/profile"
import { SIGNATURE_SCHEMES } from "../core/signature-schemes"
import { PROFILES } from "./profiles"

/** Profiles of signature schemes that have no profile of their own: a scheme is one file, and sources may use it at once. */
const ofSchemes: ReadonlyMap<string, Profile> = new Map(
  Object.values(SIGNATURE_SCHEMES).map((scheme) => [
    scheme.id,
    defineProfile({
      id: scheme.id,
      title: scheme.title,
      description: scheme.description,
      settings: z.strictObject({}),
      secret: "generated",
      refusedBeforeBody: () => null,
      verify: ({ headers, body }, { secrets }, now) => scheme.verify(headers, body, secrets, now),
    }),
  ])
)

/** The profile of a source: the one it names, else the one of its scheme; `null` when this version has none of that name. */
export function profileOf({ profile, scheme }: { profile: string | null; scheme: string }): Profile | null {
  if (profile !== null) return PROFILES.get(profile) ?? null
  return PROFILES.get(scheme) ?? ofSchemes.get(scheme) ?? null
}
