import { openModule } from "./module-app"
import { IS_UP } from "./worker"

/** Serves `worker.ts`: boots the module with its engine running, and ends as a shop does. */
async function main(): Promise<void> {
  const { app } = await openModule()
  await app.onApplicationStart()
  process.once("SIGTERM", async () => {
    await app.onApplicationPrepareShutdown()
    await app.onApplicationShutdown()
    process.exit(0)
  })
  console.log(IS_UP)
}

void main()
