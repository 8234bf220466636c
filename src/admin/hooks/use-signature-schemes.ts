import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { call } from "../lib/api"
import type { SignatureSchemeListAnswer } from "../lib/types"
import { KEYS } from "./keys"

/** The ways to sign, in our words where there are any, else in the API's. They change only when the shop is deployed. */
export function useSignatureSchemes() {
  const { t } = useTranslation("webhooks")
  const { data } = useQuery({
    queryKey: KEYS.signatureSchemes,
    queryFn: () => call<SignatureSchemeListAnswer>("/admin/webhooks/signature-schemes"),
    staleTime: Infinity,
  })
  const schemes = data?.signature_schemes ?? []
  const find = (id: string) => schemes.find((scheme) => scheme.id === id)
  const nameOf = (id: string) => t(`signature.${id}`, { defaultValue: find(id)?.title ?? id })
  return {
    nameOf,
    options: schemes.map(({ id }) => ({ value: id, label: nameOf(id) })),
    /** What goes out. */
    signsBy: (id: string) => t(`signatureHint.${id}`, { defaultValue: find(id)?.description ?? "" }),
    /** What has to come in. */
    verifiesBy: (id: string) => t(`verifyHint.${id}`, { defaultValue: find(id)?.description ?? "" }),
  }
}
