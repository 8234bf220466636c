import { createSubscriptionInput, withDefaults } from "../../subscriptions/input"
import { type Preset } from "../preset"
import { PRESETS } from "../presets"
import { retryPolicyOf } from "../retry-policies"
import { scheduleMs } from "../retry-policy"

const named = { name: "Partner", url: "https://partner.example.com/hook", events: ["*"] }

describe.each(Object.entries<Preset>(PRESETS))("preset %s", (id, preset) => {
  it("carries the name it is found by, and says what it is", () => {
    expect(preset.id).toBe(id)
    expect(preset.title).toMatch(/^[A-Z]/)
    expect(preset.description).toMatch(/\.$/)
  })

  it("has settings a subscription may have", () => {
    expect(createSubscriptionInput.safeParse({ ...named, ...preset.settings }).error).toBeUndefined()
  })
})

describe("preset standard", () => {
  it("has the defaults of a subscription", () => {
    expect(withDefaults({ ...named, retry_interval_seconds: null })).toMatchObject(PRESETS.standard.settings)
  })
})

describe("preset every-5-minutes", () => {
  it("is the rule of its seed document: every 5 minutes, 15 times, and never again after a 4xx", () => {
    const { settings } = PRESETS["every-5-minutes"] as Preset
    expect(scheduleMs(retryPolicyOf(settings.retry_policy), settings.max_retries, settings)).toEqual(
      new Array(15).fill(300_000)
    )
    expect(settings.client_error_policy).toBe("drop")
  })
})
