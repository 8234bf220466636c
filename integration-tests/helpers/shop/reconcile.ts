import { execFile } from "node:child_process"
import { resolve } from "node:path"
import { promisify } from "node:util"

const ROOT = resolve(__dirname, "../../..")
const MEDUSA = resolve(ROOT, "node_modules/.bin/medusa")
const TIMEOUT_MS = 60_000

/** Runs the reconciler in a process of its own, as an operator would: at once, without the job's grace. */
export async function reconcileNow(databaseUrl: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
  await promisify(execFile)(process.execPath, [MEDUSA, "exec", "./src/scripts/reconcile.ts"], {
    cwd: ROOT,
    env: { ...process.env, ...env, DATABASE_URL: databaseUrl },
    timeout: TIMEOUT_MS,
  })
}
