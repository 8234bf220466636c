import { resolve } from "node:path"
import type { LimitCommands } from "./limit/limit"
import { startChild, type Child } from "./process"
import type { ReceiverCommands } from "./receiver"
import type { WorkerCommands } from "./worker"

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

/** Our module on a database of its own. @param options on top of the defaults that an operator gets. */
export async function startWorker(name: string, options: Record<string, unknown> = {}): Promise<Worker> {
  const child = await startChild<WorkerCommands>(file("worker.ts"), [`bench_${name}`, JSON.stringify(options)], {
    flags,
  })
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
