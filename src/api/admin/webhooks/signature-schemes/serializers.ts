import type { SignatureScheme } from "../../../../modules/webhooks/core/signature-scheme"
import type { Page } from "../../../_http/wire"

/** A way to sign what goes out, and to verify what comes in. */
export function signatureSchemeView({ id, title, description }: SignatureScheme) {
  return { id, title, description }
}
export type SignatureSchemeView = ReturnType<typeof signatureSchemeView>

export interface SignatureSchemeListAnswer extends Page {
  signature_schemes: SignatureSchemeView[]
}
