import { customerCreated } from "../shop/burst"
import { openModule } from "./module-app"

export interface Batch {
  prefix: string
  count: number
}

export interface Published {
  /** Of the batch; empty when the process says that it is ready. */
  prefix: string
  eventIds: string[]
  error?: string
}

/** Serves `publisher.ts`: boots the module without starting its engine, so it wakes others and sends nothing itself. */
async function main(): Promise<void> {
  const { webhooks } = await openModule()
  const tell = (published: Published) => process.send?.(published)

  process.on("message", ({ prefix, count }: Batch) => {
    const inputs = Array.from({ length: count }, (_, index) => customerCreated(`${prefix}_${index}`))
    webhooks.publish(inputs).then(
      (published) => tell({ prefix, eventIds: published.map(({ event_id }) => event_id) }),
      (error: Error) => tell({ prefix, eventIds: [], error: error.stack ?? error.message })
    )
  })
  process.on("disconnect", () => process.exit(0))
  tell({ prefix: "", eventIds: [] })
}

void main()
