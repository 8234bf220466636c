import { Webhook } from "standardwebhooks"
import { secretOwnerOf } from "../../../src/modules/webhooks/core/secret-owner"
import { Migration20261124104000 } from "../../../src/modules/webhooks/migrations/Migration20261124104000"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, testClock, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

const NAME = "callback_secrets"

describe("secrets of callbacks", () => {
  const clock = testClock()
  let under: WebhooksUnderTest
  let receiver: Receiver

  beforeAll(async () => {
    under = await startWebhooks(NAME, { clock })
  })
  beforeEach(async () => {
    receiver = await startReceiver()
  })
  afterEach(() => receiver.stop())
  afterAll(() => under.stop())

  const sql = <Row extends object>(text: string, ...values: unknown[]) =>
    queryDatabase<Row>(under.databaseUrl, text, values)

  async function publish(source?: string): Promise<string> {
    const type = "customer.created"
    const data = under.webhooks.catalogue.get(type)?.example
    const [published] = await under.webhooks.publish([
      { type, data, callback_url: receiver.url, ...(source ? { source } : {}) },
    ])
    const [row] = await sql<{ id: string }>("SELECT id FROM webhook_delivery WHERE event_id = $1", published?.event_id)
    return row!.id
  }

  it("open no way in: a call that is signed with them has no source", async () => {
    await publish()
    const [source] = await under.webhooks.listWebhookSources({ slug: "callbacks" })
    const { secret } = await under.webhooks.rotateSecret(secretOwnerOf(source!, "inbound"), undefined, 0)
    await publish()
    const { headers, body } = (await receiver.waitFor(2)).at(-1)!
    const given = headers as Record<string, string>
    new Webhook(secret).verify(body, given)
    const known = await under.webhooks.inbox.sourceOf("callbacks")
    const call = { method: "POST", url: "http://shop.example/", headers: given, body: Buffer.from(body) }
    expect(await under.webhooks.inbox.verify(known!, call)).toMatchObject({ refused: expect.any(String) })
  })

  it("are made for the callbacks of a former version, and what was owed is sent", async () => {
    receiver.respondWith([{ status: 500 }, { status: 200 }])
    const { id } = await under.webhooks.createWebhookSources({ name: "EMR", slug: "emr" })
    const { secret } = await under.webhooks.rotateSecret(id, undefined, 0)
    const deliveryId = await publish("emr")
    await under.settled(deliveryId, "retrying")
    await under.stop({ keeps_database: true })

    // As the former version left it, and as the migration finds it.
    await sql("DELETE FROM webhook_signing_secret WHERE owner_id = $1", `${id}:callbacks`)
    await sql("UPDATE webhook_subscription SET secret_owner_id = $1 WHERE secret_owner_id = $2", id, `${id}:callbacks`)
    const migration = new Migration20261124104000(null as never, null as never)
    await migration.up()
    for (const query of migration.getQueries()) await sql(String(query))

    under = await startWebhooks(NAME, { clock }, under.databaseUrl)
    clock.advance(60_000)
    await under.webhooks.wake()
    await under.settled(deliveryId, "delivered")
    const { headers, body } = receiver.requests.at(-1)!
    expect(() => new Webhook(secret).verify(body, headers as Record<string, string>)).toThrow()
  })
})
