import { discover } from "../../../../utils/discover"
import type { Profile } from "../../core/profile"

/** Reads the profiles of a folder, and stops the boot at one that can't verify a call. */
export function readProfiles(folder: string): ReadonlyMap<string, Profile> {
  return discover<Profile>(folder, ({ id, settings, refusedBeforeBody, verify }) =>
    typeof settings?.safeParse === "function" && typeof refusedBeforeBody === "function" && typeof verify === "function"
      ? id
      : null
  )
}

/** The profiles by id. One file in this folder adds one. */
export const PROFILES: ReadonlyMap<string, Profile> = readProfiles(__dirname)
export const PROFILE_IDS: readonly string[] = [...PROFILES.keys()]
