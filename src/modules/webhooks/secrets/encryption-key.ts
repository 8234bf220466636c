import { randomBytes } from "node:crypto"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { KEY_BYTES } from "../core/secret-box"
import { keyOf } from "../options"

const KEY_FILE = join(".data", "webhooks-encryption-key")

/**
 * The encryption key for development, when the options have none: made once and kept in `.data/`.
 * @throws Error in production, where losing a key that is not backed up would lose every partner's secret.
 */
export function developmentKey(
  environment: string | undefined,
  folder: string,
  warn: (message: string) => void
): Buffer {
  if (environment === "production") {
    throw new Error(
      "webhooks: WEBHOOKS_ENCRYPTION_KEY is required when NODE_ENV=production. Make one with: openssl rand -base64 32"
    )
  }
  const file = join(folder, KEY_FILE)
  try {
    return keyOf(readFileSync(file, "utf8"))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
  }
  mkdirSync(dirname(file), { recursive: true })
  try {
    // "wx": of two processes that start together, one makes the key and the other reads it.
    writeFileSync(file, randomBytes(KEY_BYTES).toString("base64"), { mode: 0o600, flag: "wx" })
    warn(`webhooks: made an encryption key in ${KEY_FILE}. Set WEBHOOKS_ENCRYPTION_KEY before you go to production.`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  }
  return keyOf(readFileSync(file, "utf8"))
}
