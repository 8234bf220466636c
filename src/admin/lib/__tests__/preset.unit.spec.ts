import { PRESETS } from "../../../modules/webhooks/core/presets"
import { presetChanges, presetOf } from "../preset"
import { NEW_DRAFT } from "../subscription-draft"
import type { Preset } from "../types"

const presets: Preset[] = Object.values(PRESETS)

test("a new draft has what the standard preset says", () => {
  expect(presetOf(NEW_DRAFT, presets)?.id).toBe("standard")
})

test.each(presets)("the form knows $id again after filling it in", (preset) => {
  expect(presetOf({ ...NEW_DRAFT, ...presetChanges(preset) }, presets)?.id).toBe(preset.id)
})

test("an edited preset is none, whatever half-typed JSON stands beside it", () => {
  expect(presetOf({ ...NEW_DRAFT, max_retries: "3", conditions: "{" }, presets)).toBeUndefined()
})
