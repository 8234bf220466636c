import { useQuery } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { PresetListAnswer } from "../lib/types"
import { KEYS } from "./keys"

/** Settings that belong together. They change only when the shop is deployed. */
export function usePresets() {
  return useQuery({
    queryKey: KEYS.presets,
    queryFn: () => call<PresetListAnswer>("/admin/webhooks/presets"),
    staleTime: Infinity,
  })
}
