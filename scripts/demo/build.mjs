import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { withLock } from "../lib/lock.mjs"
import { step } from "../lib/progress.mjs"
import { ROOT, bin, fingerprint } from "../lib/project.mjs"
import { run } from "../lib/run.mjs"

/** Where `medusa build` puts the server and the dashboard, and where they are started from. */
export const BUILT_DIR = join(ROOT, ".medusa", "server")

// Inside the folder it speaks for: a build wipes both.
const MARK = join(BUILT_DIR, ".built-from")

/** Builds the server and the dashboard, unless what is there was built from these very sources. */
export function ensureBuilt(env) {
  return step("build", "building the server and the dashboard", (say) =>
    withLock("build", async () => {
      const sources = fingerprint(["src", "medusa-config.ts", "tsconfig.json", "package-lock.json"])
      if (existsSync(MARK) && readFileSync(MARK, "utf8") === sources) return say("server and dashboard are current")
      await run(bin("medusa"), ["build", "--no-lint"], { env })
      writeFileSync(MARK, sources)
      say("built the server and the dashboard")
    })
  )
}
