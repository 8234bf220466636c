import { spawn, type ChildProcess } from "node:child_process"
import { resolve } from "node:path"
import { until } from "../until"

const ROOT = resolve(__dirname, "../../..")
const BOOT_TIMEOUT_MS = 60_000
const DRAIN_TIMEOUT_MS = 20_000

/** A process of a shop that a spec started, and may kill. */
export interface Process {
  pid: number
  /** Everything the process wrote so far. */
  output(): string
  kill(signal: NodeJS.Signals): void
  /** Resolves when the process is gone. */
  exited: Promise<void>
  /** `null` while it runs, and when a signal ended it. */
  exitCode(): number | null
  /** Asks it to end (SIGTERM); rejects, after killing it, when it has not drained within 20 seconds. */
  stop(): Promise<void>
}

export interface StartOptions {
  databaseUrl: string
  /** On top of the test run's own environment. */
  env?: NodeJS.ProcessEnv
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function drain(child: ChildProcess, what: string, output: () => string): Promise<void> {
  if (hasEnded(child)) return
  child.kill("SIGTERM")
  try {
    await until(() => hasEnded(child), { what: `${what} to drain`, timeout_ms: DRAIN_TIMEOUT_MS })
  } catch (error) {
    child.kill("SIGKILL")
    throw new Error(`${(error as Error).message}\n${output()}`)
  }
}

/** Starts Node with these arguments and waits until `isUp`, which is asked again and again, with all that it wrote. */
export async function startProcess(
  what: string,
  args: readonly string[],
  { databaseUrl, env = {} }: StartOptions,
  isUp: (output: string) => boolean | Promise<boolean>
): Promise<Process> {
  const child = spawn(process.execPath, args, {
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
        if (hasEnded(child)) throw new Error(`${what} ended while starting:\n${text}`)
        return isUp(text)
      },
      { what: `${what} to start`, timeout_ms: BOOT_TIMEOUT_MS }
    )
  } catch (error) {
    child.kill("SIGKILL")
    throw new Error(`${(error as Error).message}\n${text}`)
  }
  return {
    pid: child.pid!,
    output,
    kill: (signal) => void child.kill(signal),
    exited,
    exitCode: () => child.exitCode,
    stop: () => drain(child, what, output),
  }
}
