import type { Preset } from "../preset"

/** The settings of a subscription that names none. */
export default {
  id: "standard",
  title: "Standard",
  description: "Retries with growing waits for a day and a half, 4xx answers included.",
  settings: { retry_policy: "exponential", max_retries: 8, retry_interval_seconds: null, client_error_policy: "retry" },
} satisfies Preset
