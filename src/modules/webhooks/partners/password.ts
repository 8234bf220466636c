import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"

const PASSWORD_BYTES = 32
const SALT_BYTES = 16
const KEY_BYTES = 32
/** scrypt's cost: 16 MiB and some 30 ms. Passwords are random, so this protects a stolen table, not weak passwords. */
const COST = { N: 16_384, r: 8, p: 1 }
/** scrypt's memory limit: enough for the cost above; a stored hash with a higher cost is not computed. */
const MAX_MEMORY_BYTES = 32 * 1_024 * 1_024

/** @returns a new password: 43 random characters of base64url, which need no quoting anywhere. */
export function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString("base64url")
}

/** @returns `scrypt$N$r$p$salt$key`: a hash that carries its own cost, so that it can be checked after the cost was changed. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return written(salt, await derive(password, salt, COST))
}

/** A dummy hash that no password has: checking an unknown id against it takes as long as a real check. */
export const NOBODYS_HASH = written(randomBytes(SALT_BYTES), randomBytes(KEY_BYTES))

/** @returns whether the hash is of this password; `false` for a text that is no hash. */
export async function isPasswordOf(hash: string, password: string): Promise<boolean> {
  const [kind, N, r, p, salt = "", key = ""] = hash.split("$")
  if (kind !== "scrypt") return false
  const stored = Buffer.from(key, "base64url")
  try {
    const given = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) })
    return stored.length === given.length && timingSafeEqual(stored, given)
  } catch {
    return false
  }
}

function written(salt: Buffer, key: Buffer): string {
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$")
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key)
    )
  })
}
