import { fork, type ChildProcess } from "node:child_process"

/** What a child answers to: name → function. Arguments and answers travel as JSON. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the two ends agree by the exported type of the child's commands
type Commands = Record<string, (...args: any[]) => unknown>

interface Call {
  id: number
  name: string
  args: unknown[]
}

interface Answer {
  id: number
  value?: unknown
  error?: string
}

/** In a child: answers the parent's calls, and ends with it. */
export function serve(commands: Commands): void {
  process.on("message", async ({ id, name, args }: Call) => {
    try {
      const answer: Answer = { id, value: await commands[name]?.(...args) }
      process.send?.(answer)
    } catch (error) {
      const answer: Answer = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
      process.send?.(answer)
    }
  })
  process.on("disconnect", () => process.exit(0))
  process.send?.({ id: 0 } satisfies Answer)
}

export interface Child {
  pid: number
  call<T>(name: string, ...args: unknown[]): Promise<T>
  stop(): Promise<void>
}

/** Starts a TypeScript file as a process of its own and waits until it serves. */
export async function startChild(file: string, args: string[] = []): Promise<Child> {
  const child: ChildProcess = fork(file, args, { execArgv: ["--expose-gc", "-r", "ts-node/register"], stdio: ["ignore", "inherit", "inherit", "ipc"] })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let calls = 0
  const ready = new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${file} ended with code ${code}`)))
    child.on("message", ({ id, value, error }: Answer) => {
      if (id === 0) return resolve()
      const call = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) call?.resolve(value as never)
      else call?.reject(new Error(error))
    })
  })
  await ready
  return {
    pid: child.pid ?? 0,
    call: (name, ...given) =>
      new Promise((resolve, reject) => {
        const id = ++calls
        waiting.set(id, { resolve, reject })
        child.send({ id, name, args: given } satisfies Call)
      }),
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve))
      child.disconnect()
      await gone
    },
  }
}
