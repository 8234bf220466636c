import { useQuery } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { FormatListAnswer } from "../lib/types"
import { KEYS } from "./keys"

/** The shapes a body can have. They change only when the shop is deployed. */
export function useFormats() {
  return useQuery({
    queryKey: KEYS.formats,
    queryFn: () => call<FormatListAnswer>("/admin/webhooks/formats"),
    staleTime: Infinity,
  })
}
