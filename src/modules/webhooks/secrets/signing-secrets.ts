import { generateEntityId } from "@medusajs/framework/utils"
import { randomBytes } from "node:crypto"
import { IV_BYTES, type SecretBox } from "../core/secret-box"
import {
  MAX_SECRET_BYTES,
  MIN_SECRET_BYTES,
  NEW_SECRET_BYTES,
  foreignSecretProblem,
  secretBytes,
  secretFromBytes,
} from "../core/secrets"
import { InvalidInput } from "../invalid-input"
import type { Db } from "../store/db"
import { expireOthers, insertSecret, secretsOf } from "../store/signing-secrets"

/** Encrypts a text with a fresh IV. */
export function seal(box: SecretBox, clear: string): string {
  return box.seal(clear, randomBytes(IV_BYTES))
}

/** `generated`: `whsec_…`. `any`: a partner's own, see `ProfileSecret`. */
export type SecretKind = "generated" | "any"

/** @returns the given secret, or a new one. @throws MedusaError INVALID_DATA, without the secret, when the given one is unusable. */
export function usableSecret(given: string | undefined, kind: SecretKind = "generated"): string {
  if (given === undefined) return secretFromBytes(randomBytes(NEW_SECRET_BYTES))
  if (secretBytes(given)) return given
  if (kind === "any") {
    const problem = foreignSecretProblem(given)
    if (problem === null) return given
    throw InvalidInput.ofField({ path: ["secret"], code: "secret", message: problem })
  }
  const message = `must be "whsec_" and base64 of ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes`
  throw InvalidInput.ofField({ path: ["secret"], code: "secret", message })
}

/** What a workflow's compensation needs to undo a rotation. */
export interface Rotation {
  newId: string
  former: { id: string; expires_at: Date | null }[]
}

/** Makes a secret the newest of its owner; the former ones stay live until `formerUntil`. */
export async function rotateIn(
  trx: Db,
  box: SecretBox,
  ownerId: string,
  secret: string,
  formerUntil: Date
): Promise<Rotation> {
  const former = await secretsOf(trx, ownerId)
  const newId = generateEntityId(undefined, "whsk")
  await insertSecret(trx, { id: newId, owner_id: ownerId, sealed: seal(box, secret) })
  await expireOthers(trx, ownerId, newId, formerUntil)
  return { newId, former }
}
