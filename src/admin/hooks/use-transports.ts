import { useQuery } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { TransportListAnswer } from "../lib/types"
import { KEYS } from "./keys"

/** The ways to hand a delivery over. They change only when the shop is deployed. */
export function useTransports() {
  return useQuery({
    queryKey: KEYS.transports,
    queryFn: () => call<TransportListAnswer>("/admin/webhooks/transports"),
    staleTime: Infinity,
  })
}
