import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"
import { eventTypes } from "../../../src/modules/webhooks/event-types"
import { Reconciliation } from "../../../src/modules/webhooks/recovery/reconciliation"
import { cloneDatabase, dropDatabase } from "../../helpers/services/database"

const NAME = "walk_over_deletions"
const TYPE = eventTypes.get("customer.address_changed")!

/**
 * Where the reconciler's look for deleted things goes on was a variable of the process: each of two workers began anew
 * after a restart, and both walked the first half of a long list, again and again.
 */
describe("the reconciler's walk over what may have been deleted", () => {
  let db: Knex
  beforeAll(async () => {
    db = createPgConnection({ clientUrl: await cloneDatabase(NAME) }) as unknown as Knex
    const data = JSON.stringify(TYPE.example)
    await db("webhook_event").insert(
      ["a", "b", "c", "d", "e"].map((id) => ({
        id: `evt_${id}`,
        type: TYPE.name,
        tracked_id: id,
        idempotency_key: id,
        data,
        occurred_at: new Date(),
      }))
    )
  })
  afterAll(async () => {
    await db.destroy()
    await dropDatabase(NAME)
  })

  it("is one, whichever worker takes the next page, and begins anew after the last", async () => {
    const worker = () =>
      new Reconciliation(db, { clock: { now: () => new Date(), draw: () => 0 }, rowRetentionDays: null })
    const pages: string[][] = []
    for (const next of [worker(), worker(), worker(), worker()]) {
      const { ids, done } = await next.nextKnownToExist(TYPE, 2)
      pages.push(ids)
      await done()
    }
    expect(pages).toEqual([["a", "b"], ["c", "d"], ["e"], ["a", "b"]])
  })

  it("takes a page again that nobody finished", async () => {
    const worker = new Reconciliation(db, { clock: { now: () => new Date(), draw: () => 0 }, rowRetentionDays: null })
    expect((await worker.nextKnownToExist(TYPE, 2)).ids).toEqual(["c", "d"])
    expect((await worker.nextKnownToExist(TYPE, 2)).ids).toEqual(["c", "d"])
  })
})
