import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { Paging, SignatureSchemeId, Source } from "../lib/types"
import { FRESH, KEYS } from "./keys"

const PATH = "/admin/webhooks/sources"

interface SourceWithSecret {
  source: Source
  secret: string
}

export function useSources(query: Record<string, unknown>) {
  return useQuery({
    queryKey: [...KEYS.sources, "list", query],
    queryFn: () => sdk.client.fetch<{ sources: Source[] } & Paging>(PATH, { query }),
    ...FRESH,
    placeholderData: keepPreviousData,
  })
}

function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.sources }),
  })
}

export function useCreateSource() {
  return useChange((body: { name: string; slug: string; scheme: SignatureSchemeId }) =>
    sdk.client.fetch<SourceWithSecret>(PATH, { method: "POST", body })
  )
}

export function useSwitchSource() {
  return useChange(({ id, active }: { id: string; active: boolean }) =>
    sdk.client.fetch<{ source: Source }>(`${PATH}/${id}`, { method: "POST", body: { active } })
  )
}

export function useDeleteSource() {
  return useChange((id: string) => sdk.client.fetch<{ id: string }>(`${PATH}/${id}`, { method: "DELETE" }))
}

export function useRotateSourceSecret(id: string) {
  return useChange((gracePeriodSeconds: number) =>
    sdk.client.fetch<SourceWithSecret>(`${PATH}/${id}/rotate-secret`, {
      method: "POST",
      body: { grace_period_seconds: gracePeriodSeconds },
    })
  )
}
