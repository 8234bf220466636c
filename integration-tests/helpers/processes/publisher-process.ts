import type { ObservedState } from "../../../src/modules/webhooks/publishing/publish"
import { customerCreated } from "../shop/burst"
import { subscribe } from "../shop/subscribe"
import { openModule } from "./module-app"
import { SENDS } from "./publisher"

/** What the process can be asked to do: a name, and the arguments of `Publisher`'s method of that name. */
export type Asked =
  | { name: "publish"; args: [prefix: string, count: number] }
  | { name: "publishState"; args: [observed: ObservedState] }
  | { name: "subscribe"; args: [fields: { name: string; url: string } & Record<string, unknown>] }
  | { name: "health"; args: [] }

export type Call = Asked & { callId: number }

export interface Answer {
  /** Of the call; 0 when the process says that it is ready. */
  callId: number
  result?: unknown
  error?: string
}

/** Serves `publisher.ts`: boots the module, and starts its engine only when asked to: else it wakes others and sends nothing itself. */
async function main(): Promise<void> {
  const { app, webhooks } = await openModule()
  const sends = process.env[SENDS] === "true"
  if (sends) await app.onApplicationStart()
  const answer = (given: Answer) => process.send?.(given)

  async function resultOf(asked: Asked): Promise<unknown> {
    if (asked.name === "subscribe") return subscribe(webhooks, ...asked.args)
    if (asked.name === "publishState") return webhooks.publishState(...asked.args)
    if (asked.name === "health") return webhooks.health()
    const [prefix, count] = asked.args
    const inputs = Array.from({ length: count }, (_, index) => customerCreated(`${prefix}_${index}`))
    return (await webhooks.publish(inputs)).map(({ event_id }) => event_id)
  }

  process.on("message", ({ callId, ...asked }: Call) => {
    resultOf(asked).then(
      (result) => answer({ callId, result }),
      (error: Error) => answer({ callId, error: error.stack ?? error.message })
    )
  })
  process.on("disconnect", async () => {
    if (sends) {
      await app.onApplicationPrepareShutdown()
      await app.onApplicationShutdown()
    }
    process.exit(0)
  })
  answer({ callId: 0 })
}

void main()
