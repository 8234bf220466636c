import { useQuery } from "@tanstack/react-query"
import type { Preset } from "../lib/preset"
import { sdk } from "../lib/sdk"
import { KEYS } from "./keys"

/** Settings that belong together. They change only when the shop is deployed. */
export function usePresets() {
  return useQuery({
    queryKey: KEYS.presets,
    queryFn: () => sdk.client.fetch<{ presets: Preset[] }>("/admin/webhooks/presets"),
    staleTime: Infinity,
  })
}
