import { openModule } from "./module-app"

/** A script as staff write one: publishes an event and ends the process, as `medusa exec` does. Argument: the idempotency key. */
async function main(): Promise<void> {
  const { webhooks } = await openModule()
  const type = "customer.created"
  const data = webhooks.catalogue.get(type)?.example as Record<string, unknown>
  await webhooks.publish([{ type, data, idempotency_key: process.argv[2] ?? "key" }])
  process.exit(0)
}

void main()
