import { randomBytes } from "node:crypto"
import { sha256 } from "../../../src/modules/webhooks/core/inbound-identity"
import { Migration20261124140000 } from "../../../src/modules/webhooks/migrations/Migration20261124140000"
import { api } from "../../helpers/shop/api"
import { postSigned } from "../../helpers/shop/emr"
import { openDoor } from "../../helpers/shop/door"
import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks } from "../../helpers/shop/webhooks-module"

/** A message about which nothing is read from the shop: there is none around this door. */
const cancelled = (appointment: string) =>
  JSON.stringify({ event: "appointment.cancelled", appointment_id: appointment })
const FORMER_BODY = cancelled("appt_1")

async function run(databaseUrl: string, direction: "up" | "down"): Promise<void> {
  const migration = new Migration20261124140000(undefined as never, undefined as never)
  await migration[direction]()
  for (const sql of migration.getQueries()) await queryDatabase(databaseUrl, String(sql))
}

describe("a shop of the former version, upgraded", () => {
  it("knows its messages again, and processes those that were left", async () => {
    const encryptionKey = randomBytes(32).toString("base64")
    const under = await startWebhooks("upgraded_inbox", { encryptionKey })
    const sql = <Row extends object>(text: string, values: unknown[] = []) =>
      queryDatabase<Row>(under.databaseUrl, text, values)
    const { id: sourceId } = await under.webhooks.createWebhookSources({ name: "EMR", slug: "emr" })
    const { secret } = await under.webhooks.rotateSecret(sourceId, undefined, 0)

    await run(under.databaseUrl, "down")
    const former = `INSERT INTO webhook_inbound_message (id, source_id, kind, dedupe_key, body, status, result) VALUES ($1, $2, 'emr/appointment-cancelled', $3, $4, $5, $6)`
    const key = "emr/appointment-cancelled id:msg_former"
    await sql(former, ["inb_former", sourceId, key, FORMER_BODY, "processed", '{"event_id":"evt_1"}'])
    const failedKey = `emr/appointment-cancelled sha256:${sha256(FORMER_BODY)}`
    await sql(former, ["inb_failed", sourceId, failedKey, FORMER_BODY, "failed", null])
    await run(under.databaseUrl, "up")
    await under.stop({ keeps_database: true })

    const again = await startWebhooks("upgraded_inbox", { encryptionKey }, under.databaseUrl)
    const door = await openDoor(again.webhooks)
    const caller = api(door.url)
    try {
      expect(await postSigned(caller, "emr", FORMER_BODY, secret, "msg_former")).toMatchObject({
        status: 200,
        body: { id: "inb_former", duplicate: true, event_id: "evt_1" },
      })
      const other = await postSigned(caller, "emr", cancelled("appt_2"), secret, "msg_former")
      expect(other).toMatchObject({ status: 409, body: { cause: "other_body" } })
      const { message, body } = await again.webhooks.inbox.read("inb_failed")
      expect(message).toMatchObject({ status: "failed", body_hash: sha256(FORMER_BODY), cause: null })
      expect(body).toBe(FORMER_BODY)
      // What the other version still writes while it is being replaced has no hash.
      await sql("UPDATE webhook_inbound_message SET body_hash = '' WHERE id = 'inb_former'")
      expect((await postSigned(caller, "emr", FORMER_BODY, secret, "msg_former")).body).toMatchObject({
        duplicate: true,
      })
    } finally {
      await door.stop()
      await again.stop()
    }
  })
})
