import { discover } from "../../../../utils/discover"
import type { SignatureScheme, SignatureSchemeId } from "../signature-scheme"

/** Reads the signature schemes of a folder, and stops the boot at one that can't do both: sign and verify. */
export function readSignatureSchemes(folder: string): ReadonlyMap<SignatureSchemeId, SignatureScheme> {
  return discover<SignatureScheme>(folder, ({ id, sign, verify }) =>
    typeof sign === "function" && typeof verify === "function" ? id : null
  )
}

/** The signature schemes by id. One file in this folder adds one. */
export const SIGNATURE_SCHEMES = Object.fromEntries(readSignatureSchemes(__dirname)) as Readonly<
  Record<SignatureSchemeId, SignatureScheme> & { standard: SignatureScheme }
>
export const SIGNATURE_SCHEME_IDS = Object.keys(SIGNATURE_SCHEMES) as [SignatureSchemeId, ...SignatureSchemeId[]]
