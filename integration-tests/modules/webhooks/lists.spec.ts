import { queryDatabase } from "../../helpers/services/database"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

/** Enough for the planner to leave sequential scans. */
const DELIVERIES = 60_000

interface Plan {
  "Node Type": string
  "Index Name"?: string
  Plans?: Plan[]
}

describe("lists and claims of a long log", () => {
  let under: WebhooksUnderTest

  beforeAll(async () => {
    under = await startWebhooks("webhooks_lists")
    await queryDatabase(
      under.databaseUrl,
      `INSERT INTO webhook_event (id, type, subject, idempotency_key, data, occurred_at)
       SELECT 'evt_' || lpad(n::text, 12, '0'), 'order.placed', 'order_' || n, n::text, '{}', now() FROM generate_series(1, ${DELIVERIES}) n`
    )
    await queryDatabase(
      under.databaseUrl,
      `INSERT INTO webhook_delivery (id, event_id, subscription_id, event_type, subject, format, api_version, status, attempts)
       SELECT 'dlv_' || lpad(n::text, 12, '0'), 'evt_' || lpad(n::text, 12, '0'), 'sub_' || (n % 50), 'order.placed', 'order_' || n, 'standard', '1.0',
         CASE WHEN n % 100 = 0 THEN 'failed' ELSE 'delivered' END, 1 FROM generate_series(1, ${DELIVERIES}) n`
    )
    await queryDatabase(under.databaseUrl, "ANALYZE webhook_delivery, webhook_event")
  })
  afterAll(() => under.stop())

  async function nodesOf(sql: string): Promise<Plan[]> {
    const [row] = await queryDatabase<{ "QUERY PLAN": [{ Plan: Plan }] }>(
      under.databaseUrl,
      `EXPLAIN (FORMAT JSON) ${sql}`
    )
    const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]
    return flat(row!["QUERY PLAN"][0].Plan)
  }

  const LIST = "SELECT * FROM webhook_delivery WHERE deleted_at IS NULL"
  const PAGE = "ORDER BY id DESC LIMIT 20"

  it.each([
    ["the newest", `${LIST} ${PAGE}`],
    ["of one subscription", `${LIST} AND subscription_id = 'sub_7' ${PAGE}`],
    ["of one subject", `${LIST} AND subject = 'order_777' ${PAGE}`],
    ["of one event", `${LIST} AND event_id = 'evt_000000000777' ${PAGE}`],
    ["that failed", `${LIST} AND status = 'failed' ${PAGE}`],
    ["found by an id of any kind", `${LIST} AND (id = 'x' OR subject = 'x' OR event_id = 'x') ${PAGE}`],
    ["that are open", `${LIST} AND status IN ('pending', 'retrying') AND next_retry_at <= now()`],
  ])("are answered from an index: %s", async (_what, sql) => {
    const nodes = await nodesOf(sql)
    expect(nodes.filter((node) => node["Node Type"] === "Seq Scan")).toEqual([])
    expect(nodes.some((node) => node["Index Name"] !== undefined)).toBe(true)
  })

  it("counts exactly up to 10,000, and beyond by the planner's estimate", async () => {
    const page = { newestFirst: true, limit: 20, offset: 0 }
    const some = await under.webhooks.listLog("webhook_delivery", { ...page, equal: { subscription_id: "sub_7" } })
    expect(some).toMatchObject({ count: DELIVERIES / 50, rows: { length: 20 } })
    const all = await under.webhooks.listLog("webhook_delivery", { ...page, equal: {} })
    expect(all.count).toBeGreaterThan(DELIVERIES * 0.8)
    expect(all.count).toBeLessThan(DELIVERIES * 1.2)
  })

  it("finds the events of a subject from an index", async () => {
    const nodes = await nodesOf(
      "SELECT * FROM webhook_event WHERE deleted_at IS NULL AND subject = 'order_777' ORDER BY id DESC LIMIT 20"
    )
    expect(nodes.filter((node) => node["Node Type"] === "Seq Scan")).toEqual([])
  })
})
