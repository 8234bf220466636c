import type { Preset } from "../../../../modules/webhooks/core/preset"
import type { Page } from "../../../_http/wire"

/** Settings that belong together. */
export function presetView({ id, title, description, settings }: Preset) {
  return { id, title, description, settings }
}
export type PresetView = ReturnType<typeof presetView>

export interface PresetListAnswer extends Page {
  presets: PresetView[]
}
