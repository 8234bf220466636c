import { queryDatabase } from "../helpers/services/database"
import { api, expectOk, type Api } from "../helpers/shop/api"
import { newSource, nextMessageId, postSigned, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shop/shopper"

/** A message that a fault of ours stops each time was tried for ever, and staff never saw it among those that need them. */
describe("a message that a fault of ours stops each time", () => {
  const sql = (text: string) => queryDatabase(shopUnderTest.databaseUrl(), text)
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))
  afterEach(() => sql("DROP FUNCTION IF EXISTS poison() CASCADE"))

  it("is quarantined after its last try, with the reason in words, and staff can have it tried again", async () => {
    const source = await newSource(admin)
    const { id: customerId, store } = await registerCustomer(shopUnderTest.url())
    expectOk(await store.post("/store/customers/me/addresses", texanAddress()))
    await sql(`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$`)
    await sql(`CREATE TRIGGER poison BEFORE INSERT ON customer_region_establishment FOR EACH ROW
      WHEN (NEW.customer_id = '${customerId}') EXECUTE FUNCTION poison()`)

    const body = videoCall(customerId)
    const messageId = nextMessageId()
    const send = () => postSigned(api(shopUnderTest.url()), source.slug, body, source.secret, messageId)
    const first = await send()
    expect(first).toMatchObject({ status: 202, body: { status: "received", duplicate: false } })
    expect(first.text).not.toContain("disk")
    const { id } = first.body
    const path = `/admin/webhooks/inbound-messages/${id}`
    expect(await admin.get(path)).toMatchObject({ body: { inbound_message: { status: "received", cause: "fault" } } })

    await sql(`UPDATE webhook_inbound_message SET faults = 20 WHERE id = '${id}'`)
    expect(await send()).toMatchObject({ status: 202, body: { id, status: "quarantined" } })
    expect(await admin.get(path)).toMatchObject({
      body: {
        inbound_message: {
          ...{ status: "quarantined", cause: "tries_ended", next_try_at: null },
          error: expect.stringMatching(/20 times.*the disk is full/),
        },
      },
    })

    await sql("DROP FUNCTION poison() CASCADE")
    expect(await admin.post(`${path}/reprocess`)).toMatchObject({ body: { inbound_message: { status: "processed" } } })
    expect(await send()).toMatchObject({ status: 200, body: { id, status: "processed", duplicate: true } })
  })
})
