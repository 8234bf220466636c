import { discover } from "../../../../utils/discover"
import type { Profile } from "../../core/profile"

/** The profiles by id. One file in this folder adds one. */
export const PROFILES: ReadonlyMap<string, Profile> = discover<Profile>(__dirname, ({ id, verify }) =>
  typeof verify === "function" ? id : null
)
export const PROFILE_IDS: readonly string[] = [...PROFILES.keys()]
