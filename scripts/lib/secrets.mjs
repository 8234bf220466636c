import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { dataPath } from "./project.mjs"

/** Reads a JSON file in `.data` that only its owner may read, or writes it once from `make()`. */
export function keptOnce(name, make) {
  const path = dataPath(name)
  if (!existsSync(path)) {
    writeFileSync(path, `${JSON.stringify(make(), null, 2)}\n`, { mode: 0o600 })
  }
  return JSON.parse(readFileSync(path, "utf8"))
}

/**
 * Secrets for a shop on this machine, made once into `.data`. They are kept because a new one would log
 * everybody out, or make stored signing secrets unreadable.
 */
export function developmentSecrets() {
  return keptOnce("dev-secrets.json", () => ({
    JWT_SECRET: randomBytes(32).toString("hex"),
    COOKIE_SECRET: randomBytes(32).toString("hex"),
    WEBHOOKS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  }))
}
