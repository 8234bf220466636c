import { spawn, type ChildProcess } from "node:child_process"
import { resolve } from "node:path"
import { freePort } from "../services/free-port"
import { until } from "../until"

const ROOT = resolve(__dirname, "../../..")
const MEDUSA = resolve(ROOT, "node_modules/.bin/medusa")
const BOOT_TIMEOUT_MS = 60_000
const DRAIN_TIMEOUT_MS = 20_000

export interface Shop {
  /** For example `http://localhost:41234`, without a slash at the end. */
  url: string
  pid: number
  /** Everything the process wrote so far. */
  output(): string
  kill(signal: NodeJS.Signals): void
  /** Resolves when the process is gone. */
  exited: Promise<void>
  /** Asks it to end (SIGTERM); rejects, after killing it, when it has not drained within 20 seconds. */
  stop(): Promise<void>
}

interface StartOptions {
  databaseUrl: string
  /** On top of the test run's own environment. */
  env?: NodeJS.ProcessEnv
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok
  } catch {
    return false
  }
}

async function drain(child: ChildProcess, output: () => string): Promise<void> {
  if (hasEnded(child)) return
  child.kill("SIGTERM")
  try {
    await until(() => hasEnded(child), { what: "the shop to drain", timeout_ms: DRAIN_TIMEOUT_MS })
  } catch (error) {
    child.kill("SIGKILL")
    throw new Error(`${(error as Error).message}\n${output()}`)
  }
}

/** Starts a real shop process on the TypeScript sources and waits until it answers. */
export async function startShop({ databaseUrl, env = {} }: StartOptions): Promise<Shop> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, [MEDUSA, "start", "--port", String(port)], {
    cwd: ROOT,
    env: {
      ...process.env,
      WEBHOOKS_ALLOW_PRIVATE_TARGETS: "true",
      // Whatever the caller's shell or .env says.
      EVENTS_REDIS_URL: "",
      ...env,
      DATABASE_URL: databaseUrl,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let text = ""
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()))
  const output = () => text
  const exited = new Promise<void>((done) => child.once("exit", () => done()))

  try {
    await until(
      () => {
        if (hasEnded(child)) throw new Error(`The shop ended while starting:\n${text}`)
        return answers(url)
      },
      { what: "the shop to start", timeout_ms: BOOT_TIMEOUT_MS }
    )
  } catch (error) {
    child.kill("SIGKILL")
    throw new Error(`${(error as Error).message}\n${text}`)
  }
  return {
    url,
    pid: child.pid!,
    output,
    kill: (signal) => void child.kill(signal),
    exited,
    stop: () => drain(child, output),
  }
}
