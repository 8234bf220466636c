import { queryDatabase } from "../helpers/services/database"
import { api, expectOk, type Api } from "../helpers/shop/api"
import { newSource, postSigned, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

/** What partners sent, which patient saw which doctor, lay in the clear in the table and in every backup of it. */
describe("what a partner sent", () => {
  const sql = <Row extends object>(text: string, values: unknown[]) =>
    queryDatabase<Row>(shopUnderTest.databaseUrl(), text, values)
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  it("is stored encrypted, and shown to staff", async () => {
    const source = await newSource(admin)
    const body = videoCall("patient-of-a-secret")
    const { id } = (await postSigned(api(shopUnderTest.url()), source.slug, body, source.secret)).body
    const [row] = await sql<{ row: string }>("SELECT m::text AS row FROM webhook_inbound_message m WHERE id = $1", [id])
    expect(row!.row).toContain("v1:")
    expect(row!.row).not.toContain("dr_abc")
    expect(await admin.get(`/admin/webhooks/inbound-messages/${id}`)).toMatchObject({
      body: { inbound_message: { body } },
    })
  })

  it("is still read, and processed, where an older version stored it in the clear", async () => {
    const source = await newSource(admin)
    const body = videoCall("nobody")
    const { id } = (await postSigned(api(shopUnderTest.url()), source.slug, body, source.secret)).body
    await sql("UPDATE webhook_inbound_message SET body = $1, body_hash = '' WHERE id = $2", [body, id])
    const path = `/admin/webhooks/inbound-messages/${id}`
    expect(await admin.get(path)).toMatchObject({ body: { inbound_message: { body } } })
    expect(await admin.post(`${path}/reprocess`)).toMatchObject({
      body: { inbound_message: { status: "failed", cause: "unknown_patient", body } },
    })
  })

  it("does not hide the rest of its message when it can't be decrypted any more", async () => {
    const source = await newSource(admin)
    const { id } = (await postSigned(api(shopUnderTest.url()), source.slug, videoCall("nobody"), source.secret)).body
    await sql("UPDATE webhook_inbound_message SET body = 'v1:00000000:a:b:c' WHERE id = $1", [id])
    expect(expectOk(await admin.get(`/admin/webhooks/inbound-messages/${id}`))).toMatchObject({
      inbound_message: { body: null, cause: "unknown_patient" },
    })
  })
})
