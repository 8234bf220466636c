import { useQuery } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { ProfileListAnswer } from "../lib/types"
import { KEYS } from "./keys"

/** How sources may sign and speak. They change only when the shop is deployed. */
export function useProfiles() {
  const { data } = useQuery({
    queryKey: KEYS.profiles,
    queryFn: () => call<ProfileListAnswer>("/admin/webhooks/profiles"),
    staleTime: Infinity,
  })
  const profiles = data?.profiles ?? []
  return {
    find: (id: string) => profiles.find((profile) => profile.id === id),
    options: profiles.map(({ id, title }) => ({ value: id, label: title })),
  }
}
