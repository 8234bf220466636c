import type { Preset } from "../preset"

/** The rule of seed document 002: a 4xx answer ends the delivery; any other failure is retried every 5 minutes, 15 times. */
export default {
  id: "every-5-minutes",
  title: "Every 5 minutes",
  description: "Retries every 5 minutes, 15 times. A 4xx answer ends it at once.",
  settings: { retry_policy: "fixed", max_retries: 15, retry_interval_seconds: 300, client_error_policy: "drop" },
} satisfies Preset
