import { useQuery } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import { KEYS } from "./keys"

interface Format {
  id: string
  description: string
}

/** The shapes a body can have. They change only when the shop is deployed. */
export function useFormats() {
  return useQuery({
    queryKey: KEYS.formats,
    queryFn: () => sdk.client.fetch<{ formats: Format[] }>("/admin/webhooks/formats"),
    staleTime: Infinity,
  })
}
