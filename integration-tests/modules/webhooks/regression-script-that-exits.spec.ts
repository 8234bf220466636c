import { execFile } from "node:child_process"
import { resolve } from "node:path"
import { promisify } from "node:util"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

const SCRIPT = resolve(__dirname, "../../helpers/processes/publish-and-exit.ts")
/** No sweep comes within this test. */
const SWEEP_MS = 600_000

/** `medusa exec` ends the process as soon as a script is done: its wake-up was still waiting for a timer. */
describe("a script that publishes and exits at once", () => {
  let worker: WebhooksUnderTest
  let receiver: Receiver
  beforeAll(async () => {
    receiver = await startReceiver()
    worker = await startWebhooks("webhooks_script", { sweepIntervalMs: SWEEP_MS })
    await worker.subscribe({ url: receiver.url })
  })
  afterAll(async () => {
    await worker.stop()
    await receiver.stop()
  })

  it("wakes the workers before it is gone", async () => {
    const env = { ...process.env, DATABASE_URL: worker.databaseUrl, WEBHOOKS_ALLOW_PRIVATE_TARGETS: "true" }
    for (let count = 1; count <= 3; count++) {
      await promisify(execFile)(process.execPath, ["-r", "ts-node/register", SCRIPT, `key_${count}`], { env })
      await receiver.waitFor(count)
    }
  })
})
