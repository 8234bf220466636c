import { fork, type ChildProcess } from "node:child_process"
import { resolve } from "node:path"
import { inspect } from "node:util"

/** What a child answers to. Arguments and answers travel as JSON; both ends agree by the child's exported type. */
export type Commands = Record<string, (...args: never[]) => unknown>

interface Call {
  id: number
  name: string
  args: unknown[]
}

interface Answer {
  /** 0 says that the child serves. */
  id: number
  value?: unknown
  error?: string
}

/** Milliseconds of a clock that all processes of this machine share, finer than a millisecond. */
export function nowMs(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000
}

/** CPU milliseconds that this process has used, user and system. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** In a child: answers the parent's calls, and ends with it. */
export function serve<C extends Commands>(commands: C): void {
  process.on("message", async ({ id, name, args }: Call) => {
    try {
      const command = commands[name] as ((...args: unknown[]) => unknown) | undefined
      if (!command) throw new Error(`there is no command ${name}`)
      process.send?.({ id, value: await command(...args) } satisfies Answer)
    } catch (error) {
      process.send?.({
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : inspect(error),
      } satisfies Answer)
    }
  })
  process.on("disconnect", () => process.exit(0))
  process.send?.({ id: 0 } satisfies Answer)
}

type Called<C extends Commands> = {
  [K in keyof C]: (...args: Parameters<C[K]>) => Promise<Awaited<ReturnType<C[K]>>>
}

export interface Child<C extends Commands> {
  pid: number
  call: Called<C>
  stop(): Promise<void>
}

interface StartOptions {
  /** Flags of Node itself. */
  flags?: string[]
  /** Where its output goes; `ignore` for one that chatters. */
  stdout?: "inherit" | "ignore"
  /** On top of this process's own environment. */
  env?: NodeJS.ProcessEnv
}

const living = new Set<ChildProcess>()

/** Kills what a scenario left behind that failed. Their databases are dropped by the next run. */
export function killChildren(): void {
  // Nobody waits for their answers any more.
  for (const child of living) child.removeAllListeners("exit").kill("SIGKILL")
  living.clear()
}

/** Starts a TypeScript file as a process of its own and waits until it serves. */
export async function startChild<C extends Commands>(
  file: string,
  args: string[] = [],
  { flags = [], stdout = "inherit", env = {} }: StartOptions = {}
): Promise<Child<C>> {
  const child: ChildProcess = fork(file, args, {
    execArgv: ["--expose-gc", "-r", resolve(__dirname, "register.js"), ...flags],
    env: { ...process.env, ...env },
    stdio: ["ignore", stdout, "inherit", "ipc"],
  })
  living.add(child)
  child.once("exit", () => living.delete(child))
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let callCount = 0
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code, signal) => {
      const error = new Error(`${file} ended with ${signal ?? `code ${code}`}`)
      reject(error)
      for (const call of waiting.values()) call.reject(error)
    })
    child.on("message", ({ id, value, error }: Answer) => {
      if (id === 0) return resolve()
      const call = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) call?.resolve(value)
      else call?.reject(new Error(error))
    })
  })
  const call = (name: string, given: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++callCount
      waiting.set(id, { resolve, reject })
      // Without a function to give the error to, a child that is gone would end this process.
      child.send({ id, name, args: given } satisfies Call, (error) => error && reject(error))
    })
  return {
    pid: child.pid ?? 0,
    call: new Proxy({} as Called<C>, {
      get:
        (_, name) =>
        (...given: unknown[]) =>
          call(String(name), given),
    }),
    async stop() {
      if (child.connected) child.disconnect()
      await gone
    },
  }
}
