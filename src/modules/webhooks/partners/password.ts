import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"

const PASSWORD_BYTES = 32
const SALT_BYTES = 16
const KEY_BYTES = 32
/** 16 MiB and some 30 ms a time. The passwords are ours and random: this is for a stolen table, not for weak words. */
const COST = { N: 16_384, r: 8, p: 1 }
/** Room for the cost above; a hash that asks for more is not computed. */
const MAX_MEMORY_BYTES = 32 * 1_024 * 1_024

/** 43 random characters, none of which needs quoting anywhere. */
export function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString("base64url")
}

/** `scrypt$N$r$p$salt$key`: with all it takes to check a password later, whatever the cost is by then. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return written(salt, await derive(password, salt, COST))
}

/** Costs what a real one does, and no password has it. */
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
