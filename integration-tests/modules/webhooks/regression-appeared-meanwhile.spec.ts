import { z } from "@medusajs/framework/zod"
import { messageHandlers } from "../../../src/workflows/inbound/handlers"
import {
  RefusedMessage,
  defineMessageHandler,
  type MessageHandler,
} from "../../../src/workflows/inbound/message-handler"
import { processDueMessages, retryWaitingMessages } from "../../../src/workflows/inbound/process-due"
import { queryDatabase } from "../../helpers/services/database"
import { api } from "../../helpers/shop/api"
import { openDoor, type Door } from "../../helpers/shop/door"
import { postSigned } from "../../helpers/shop/emr"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

/**
 * What a message waits for was written after a try had looked for it and before the message was marked as waiting: whoever
 * wrote it found nobody waiting, and the message waited for ever.
 */
describe("what a message waits for, appearing while it is looked for", () => {
  let under: WebhooksUnderTest
  let door: Door
  let secret: string
  let isThere = false
  /** What happens between the look and the mark. */
  let meanwhile: () => Promise<void> = async () => undefined
  let testCount = 0
  let waitsFor = ""

  const awaited = defineMessageHandler({
    message: "awaited",
    event: "awaited",
    body: () => z.looseObject({ n: z.number() }),
    async resolve({ n }) {
      if (isThere) return { n }
      await meanwhile()
      throw new RefusedMessage({ cause: "absent", reason: "it is absent", answer: "absent", waits_for: waitsFor })
    },
    apply: async ({ n }) => ({ n }),
  })

  beforeAll(async () => {
    const handlers = messageHandlers as Map<string, MessageHandler>
    handlers.set("awaited", awaited)
    under = await startWebhooks("appeared_meanwhile")
    door = await openDoor(under.webhooks)
    const { id } = await under.webhooks.createWebhookSources({ name: "s", slug: "s" })
    secret = (await under.webhooks.rotateSecret(id, undefined, 0)).secret
  })
  afterAll(async () => {
    await door.stop()
    await under.stop()
  })
  beforeEach(() => {
    isThere = false
    waitsFor = `thing:${++testCount}`
    meanwhile = async () => undefined
  })

  let bodyCount = 0
  async function arrived(): Promise<{ id: string; again: () => Promise<unknown> }> {
    const body = JSON.stringify({ event: "awaited", n: ++bodyCount })
    const send = () => postSigned(api(door.url), "s", body, secret, `msg_${bodyCount}`)
    const answer = await send()
    expect(answer).toMatchObject({ status: 422, body: { status: "failed", cause: "absent" } })
    return { id: answer.body.id, again: send }
  }

  type Row = { status: string; tries: number; next_try_at: Date | null }
  const stored = async (id: string) =>
    (await queryDatabase<Row>(under.databaseUrl, "SELECT * FROM webhook_inbound_message WHERE id = $1", [id]))[0]!
  /** A minute passes. */
  async function lookAgain(id: string): Promise<void> {
    const { next_try_at } = await stored(id)
    expect(next_try_at?.getTime()).toBeGreaterThan(Date.now())
    expect(next_try_at?.getTime()).toBeLessThan(Date.now() + 61_000)
    const due = "UPDATE webhook_inbound_message SET next_try_at = now() - interval '1 second' WHERE id = $1"
    await queryDatabase(under.databaseUrl, due, [id])
    await processDueMessages(door.container)
  }
  const appears = async () => {
    isThere = true
    expect(await retryWaitingMessages(door.container, [waitsFor])).toEqual([])
  }

  it("is found a minute later", async () => {
    meanwhile = appears
    const { id } = await arrived()
    expect(await stored(id)).toMatchObject({ status: "failed", tries: 1 })
    await lookAgain(id)
    expect(await stored(id)).toMatchObject({ status: "processed", tries: 2, next_try_at: null })
  })

  it("is not looked for again and again", async () => {
    const { id, again } = await arrived()
    const { next_try_at } = await stored(id)
    // A repeat is another try, and does not put off what is still to come.
    await again()
    expect(await stored(id)).toMatchObject({ tries: 2, next_try_at })
    await lookAgain(id)
    expect(await stored(id)).toMatchObject({ status: "failed", tries: 3, next_try_at: null })
    await again()
    expect(await stored(id)).toMatchObject({ status: "failed", tries: 4, next_try_at: null })
  })

  it("is found, too, when it appears during a later look, or is another thing by then", async () => {
    const { id } = await arrived()
    // The message is found waiting this time, but its try is under way and will mark it as failed.
    meanwhile = async () => {
      meanwhile = async () => undefined
      expect(await under.webhooks.inbox.retryWaiting([waitsFor])).toEqual([id])
    }
    await lookAgain(id)
    await lookAgain(id)
    expect(await stored(id)).toMatchObject({ status: "failed", next_try_at: null })

    const before = waitsFor
    waitsFor = "another thing"
    expect(await retryWaitingMessages(door.container, [before])).toEqual([id])
    isThere = true
    await lookAgain(id)
    expect(await stored(id)).toMatchObject({ status: "processed" })
  })
})
