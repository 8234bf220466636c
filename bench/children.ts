import { resolve } from "node:path"
import type { WorkerCommands } from "./commands"
import type { LimitCommands } from "./limit/limit"
import { startChild, type Child } from "./process"
import type { ReceiverCommands } from "./receiver"

const file = (name: string) => resolve(__dirname, name)

/** Set to a folder, it gets a CPU profile of every worker. */
const PROFILES = process.env.BENCH_CPU_PROFILES
const flags = PROFILES ? ["--cpu-prof", `--cpu-prof-dir=${PROFILES}`] : []

export type Receiver = Child<ReceiverCommands> & { origin: string }
export type Worker = Child<WorkerCommands>
export type Limit = Child<LimitCommands>

export async function startReceiver(): Promise<Receiver> {
  const child = await startChild<ReceiverCommands>(file("receiver.ts"))
  return { ...child, origin: `http://127.0.0.1:${await child.call.port()}` }
}

/** Where our module works, where that is not a process that does everything, on a database of its own. */
export interface Place {
  /** A database that is there, and stays. */
  databaseUrl?: string
  /** It only publishes; another process sends. */
  publishesOnly?: boolean
  /** On top of the run's own environment. */
  env?: NodeJS.ProcessEnv
}

/** Our module. @param options on top of the defaults that an operator gets. */
export async function startWorker(
  name: string,
  options: Record<string, unknown> = {},
  { env, ...place }: Place = {}
): Promise<Worker> {
  const args = [`bench_${name}`, JSON.stringify(options), JSON.stringify(place)]
  const child = await startChild<WorkerCommands>(file("worker.ts"), args, { flags, env })
  return { ...child, stop: () => stopped(child) }
}

export async function startLimit(origin: string): Promise<Limit> {
  const child = await startChild<LimitCommands>(file("limit/limit.ts"), ["bench_limit", origin])
  return { ...child, stop: () => stopped(child) }
}

/** Lets it drain and drop its database first. */
export async function stopped(child: Child<{ stop(): Promise<void> }>): Promise<void> {
  await child.call.stop()
  await child.stop()
}
