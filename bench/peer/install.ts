import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync } from "node:fs"
import { resolve } from "node:path"

export const PEER = "@lambdacurry/medusa-webhooks"
export const PEER_VERSION = "1.2.0"
const INSTALL_TIMEOUT_MS = 120_000

/**
 * Installs the package in a folder of its own, below the project, so that it finds the project's Medusa. Its peer
 * dependencies are left out: a second Medusa would be another one than ours runs on.
 * @returns the folder of its compiled sources.
 */
export function installPeer(): string {
  const folder = resolve(__dirname, "../../.data/bench-peer")
  const sources = resolve(folder, "node_modules", PEER, ".medusa/server/src")
  if (!existsSync(sources)) {
    mkdirSync(folder, { recursive: true })
    const options = ["--no-save", "--omit=peer", "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund"]
    execFileSync("npm", ["install", "--prefix", folder, ...options, `${PEER}@${PEER_VERSION}`], {
      stdio: "pipe",
      timeout: INSTALL_TIMEOUT_MS,
    })
  }
  return sources
}
