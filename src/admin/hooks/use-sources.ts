import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../lib/api"
import type {
  CreateSourceBody,
  Deleted,
  RotateSecretBody,
  SourceAnswer,
  SourceListAnswer,
  SourceSecretAnswer,
  UpdateSourceBody,
} from "../lib/types"
import { FRESH, KEYS } from "./keys"

const PATH = "/admin/webhooks/sources"

export function useSources(query: Record<string, unknown>) {
  return useQuery({
    queryKey: [...KEYS.sources, "list", query],
    queryFn: () => call<SourceListAnswer>(PATH, { query }),
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
  return useChange((body: CreateSourceBody) => call<SourceSecretAnswer>(PATH, { method: "POST", body }))
}

export function useSwitchSource() {
  return useChange(({ id, ...body }: UpdateSourceBody & { id: string }) =>
    call<SourceAnswer>(`${PATH}/${id}`, { method: "POST", body })
  )
}

export function useDeleteSource() {
  return useChange((id: string) => call<Deleted<"webhook_source">>(`${PATH}/${id}`, { method: "DELETE" }))
}

export function useRotateSourceSecret(id: string) {
  return useChange((body: RotateSecretBody) =>
    call<SourceSecretAnswer>(`${PATH}/${id}/rotate-secret`, { method: "POST", body })
  )
}
