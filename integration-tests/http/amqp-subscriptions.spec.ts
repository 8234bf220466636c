import { Webhook } from "standardwebhooks"
import { expectOk, type Api } from "../helpers/shop/api"
import { openTestBroker, type TestBroker, type TestQueue } from "../helpers/receivers/broker"
import { queryDatabase } from "../helpers/services/database"
import { settledDelivery, type Delivery } from "../helpers/receivers/partner"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

const PATH = "/admin/webhooks/subscriptions"

interface Created {
  subscription: { id: string; url: string; method: string | null; transport: string }
  secret: string
}

describe("a subscription to a broker", () => {
  let admin: Api
  let broker: TestBroker
  let queue: TestQueue
  let password: string
  let created: Created

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    broker = await openTestBroker()
    queue = await broker.declareQueue("http-suite")
    password = new URL(queue.url).password
  })
  beforeEach(async () => {
    created = expectOk(
      await admin.post<Created>(PATH, { name: "Hub", transport: "amqp", url: queue.url, events: ["compliance.*"] })
    )
  })
  afterEach(() => admin.delete(path()))
  afterAll(() => broker.close())

  const path = () => `${PATH}/${created.subscription.id}`
  const masked = (url = queue.url) => url.replace(password, "***")

  async function row() {
    const sql = "SELECT url, url_password FROM webhook_subscription WHERE id = $1"
    const [found] = await queryDatabase<{ url: string; url_password: string | null }>(
      shopUnderTest.databaseUrl(),
      sql,
      [created.subscription.id]
    )
    return found!
  }

  async function test(): Promise<string> {
    const { delivery } = expectOk(
      await admin.post<{ delivery: Delivery }>(`${path()}/test`, { event_type: "order.placed" })
    )
    await settledDelivery(admin, delivery.id, "delivered")
    return delivery.id
  }

  it("shows and stores the mask, and the password only sealed", async () => {
    expect(created.subscription).toMatchObject({ transport: "amqp", url: masked(), method: null })
    expect((await admin.get(path())).text).not.toContain(password)
    expect((await admin.get(PATH)).text).not.toContain(password)
    const { url, url_password } = await row()
    expect(url).toBe(masked())
    expect(url_password).toMatch(/^v1:[0-9a-f]{8}:/)
    expect(url_password).not.toContain(password)
  })

  it("is tested through the real path, with a signature that its secret verifies", async () => {
    const id = await test()
    const messages = await queue.waitFor(1)
    const { body, headers } = messages.find((message) => message.headers["webhook-delivery-id"] === id)!
    expect(new Webhook(created.secret).verify(body, headers)).toMatchObject({ type: "order.placed" })
  })

  it("keeps the password when the masked URL is saved again, with another destination too", async () => {
    const { url_password } = await row()
    expectOk(await admin.post(path(), { name: "Renamed", url: created.subscription.url }))
    await test()
    await broker.bind("http-suite-exchange", queue.name)
    const url = masked(broker.urlTo("exchange=http-suite-exchange&routing_key=cases"))
    expect((await admin.post(path(), { url })).body).toMatchObject({ subscription: { url, name: "Renamed" } })
    expect(await row()).toEqual({ url, url_password })
    await test()
  })

  it("takes a new password, and none", async () => {
    const former = await row()
    expectOk(await admin.post(path(), { url: queue.url.replace(password, "another") }))
    expect(await row()).toEqual({ url: former.url, url_password: expect.not.stringMatching(former.url_password!) })
    expectOk(await admin.post(path(), { url: queue.url.replace(`:${password}`, "") }))
    expect(await row()).toEqual({ url: queue.url.replace(`:${password}`, ""), url_password: null })
  })

  it.each<[string, (url: string) => Record<string, unknown>, string]>([
    [
      "the mask for another host",
      (url) => ({ url: masked(url).replace("127.0.0.1", "127.0.0.2") }),
      "url: the password is masked",
    ],
    [
      "the mask for another user",
      (url) => ({ url: masked(url).replace("//test", "//root") }),
      "url: the password is masked",
    ],
    ["a URL for HTTP", () => ({ url: "https://partner.example/" }), "url: must begin with amqp://"],
    ["HTTP without a URL for it", () => ({ transport: "http" }), "url: must begin with http://"],
    ["a method", () => ({ method: "PUT" }), "method: means nothing to the transport amqp"],
    ["an unknown parameter", (url) => ({ url: `${url}&heartbeat=0` }), 'unknown parameter "heartbeat"'],
  ])("refuses to be given %s", async (_what, changes, message) => {
    const before = await row()
    const answer = await admin.post(path(), changes(queue.url))
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } })
    expect(answer.text).not.toContain(password)
    expect(await row()).toEqual(before)
  })

  it.each<[string, (url: string) => Record<string, unknown>, string]>([
    ["the mask for a password", (url) => ({ url: masked(url) }), "url: holds the mask"],
    ["a method", (url) => ({ url, method: "POST" }), "method: means nothing"],
    ["no destination", (url) => ({ url: url.split("?")[0] }), "url: must say where to publish"],
    ["the transport left out", (url) => ({ url, transport: undefined }), "url: must begin with http://"],
  ])("is not created with %s, and the refusal does not repeat the password", async (_what, fields, message) => {
    const answer = await admin.post(PATH, { name: "Hub", transport: "amqp", events: ["*"], ...fields(queue.url) })
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } })
    expect(answer.text).not.toContain(password)
  })
})
