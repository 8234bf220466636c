import { constants, createHmac, timingSafeEqual, verify, type KeyObject } from "node:crypto"

/** The algorithms of RFC 9421 that are offered. */
export const ALGORITHMS = ["hmac-sha256", "ed25519", "ecdsa-p256-sha256", "rsa-pss-sha512", "rsa-v1_5-sha256"] as const
export type Algorithm = (typeof ALGORITHMS)[number]

const RSA_PSS_SALT_BYTES = 64
const MIN_RSA_BITS = 2_048

/** @returns whether a public key is of the kind that an algorithm wants: another one would verify something else. */
export function isKeyFor(algorithm: Algorithm, key: KeyObject): boolean {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  const isRsa = key.asymmetricKeyType === "rsa" && (modulusLength ?? 0) >= MIN_RSA_BITS
  const wanted: Record<Algorithm, boolean> = {
    "hmac-sha256": false,
    ed25519: key.asymmetricKeyType === "ed25519",
    "ecdsa-p256-sha256": key.asymmetricKeyType === "ec" && namedCurve === "prime256v1",
    "rsa-pss-sha512": isRsa || (key.asymmetricKeyType === "rsa-pss" && (modulusLength ?? 0) >= MIN_RSA_BITS),
    "rsa-v1_5-sha256": isRsa,
  }
  return wanted[algorithm]
}

/** @returns whether a public key made the signature. The settings have only keys of the algorithm's own kind. */
export function isSignedBy(algorithm: Algorithm, key: KeyObject, data: Buffer, signature: Buffer): boolean {
  try {
    switch (algorithm) {
      case "ed25519":
        return verify(null, data, key, signature)
      case "ecdsa-p256-sha256":
        return verify("sha256", data, { key, dsaEncoding: "ieee-p1363" }, signature)
      case "rsa-pss-sha512": {
        const padding = constants.RSA_PKCS1_PSS_PADDING
        return verify("sha512", data, { key, padding, saltLength: RSA_PSS_SALT_BYTES }, signature)
      }
      case "rsa-v1_5-sha256":
        return verify("sha256", data, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
      default:
        return false
    }
  } catch {
    return false
  }
}

/** @returns whether a shared key made the signature. */
export function isMadeWith(key: string | Buffer, data: Buffer, signature: Buffer): boolean {
  const wanted = createHmac("sha256", key).update(data).digest()
  return signature.length === wanted.length && timingSafeEqual(signature, wanted)
}
