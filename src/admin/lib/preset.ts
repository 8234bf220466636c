import { bodyOf, type SubscriptionDraft } from "./subscription-draft"
import type { Preset } from "./types"

/** What a preset fills in. */
export function presetChanges({ settings }: Preset): Partial<SubscriptionDraft> {
  const { max_retries, retry_interval_seconds, ...plain } = settings
  return {
    ...plain,
    max_retries: String(max_retries),
    retry_interval_seconds: String(retry_interval_seconds ?? ""),
  }
}

/** The preset whose settings the draft has, if any: one that was edited afterwards is no longer it. */
export function presetOf(draft: SubscriptionDraft, presets: readonly Preset[]): Preset | undefined {
  // The rules may hold JSON that is half typed.
  const body: Record<string, unknown> = bodyOf({ ...draft, conditions: "", value_mappings: "" })
  return presets.find(({ settings }) => Object.entries(settings).every(([key, value]) => body[key] === value))
}
