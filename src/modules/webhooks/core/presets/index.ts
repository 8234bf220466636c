import { discover } from "../../../../utils/discover"
import type { Preset } from "../preset"

/** Reads the presets of a folder. @throws Error, which stops the boot, when a file has no settings. */
export function readPresets(folder: string): ReadonlyMap<string, Preset> {
  return discover<Preset>(folder, ({ id, settings }) => (typeof settings?.retry_policy === "string" ? id : null))
}

/** The presets by id. One file in this folder adds one. */
export const PRESETS = Object.fromEntries(readPresets(__dirname)) as Readonly<
  Record<string, Preset> & { standard: Preset }
>
export const PRESET_IDS = Object.keys(PRESETS) as [string, ...string[]]
