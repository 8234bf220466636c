import { MATCH_SQL, type EventToMatch } from "../../../src/modules/webhooks/store/match-subscriptions"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"

const NAME = "matching"

/** Enough for the planner to leave sequential scans, were there an index to take. */
const OTHERS = 5_000

interface Plan {
  "Node Type": string
  "Index Name"?: string
  Plans?: Plan[]
}

/** Id, account, patterns, active, deleted. */
const SUBSCRIPTIONS: [string, string | null, string[], boolean, boolean][] = [
  ["sub_all", null, ["*"], true, false],
  ["sub_type", null, ["order.placed"], true, false],
  ["sub_twice", null, ["order.placed", "order.*"], true, false],
  ["sub_other_type", null, ["order.paid"], true, false],
  ["sub_mine", "acc_1", ["order.*"], true, false],
  ["sub_party", "acc_2", ["order.*"], true, false],
  ["sub_stranger", "acc_3", ["order.*"], true, false],
  ["sub_off", null, ["*"], false, false],
  ["sub_gone", null, ["*"], true, true],
]

describe("matching events with subscriptions", () => {
  let databaseUrl: string

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(NAME)
    const insert = `INSERT INTO webhook_subscription (id, name, url, max_retries, api_version, account_id, events, active, deleted_at)`
    for (const [id, accountId, events, active, deleted] of SUBSCRIPTIONS) {
      await queryDatabase(databaseUrl, `${insert} VALUES ($1, $1, 'https://a.example', 0, '1.0', $2, $3, $4, $5)`, [
        id,
        accountId,
        events,
        active,
        deleted ? new Date() : null,
      ])
    }
    await queryDatabase(
      databaseUrl,
      `${insert} SELECT 'sub_x' || n, 'x', 'https://b.example', 0, '1.0', 'acc_x' || n, '{"case.updated"}', true, NULL FROM generate_series(1, ${OTHERS}) n`
    )
    await queryDatabase(databaseUrl, "ANALYZE webhook_subscription")
  })
  afterAll(() => dropDatabase(NAME))

  const ORDER = {
    id: "evt_1",
    patterns: ["*", "order.*", "order.placed"],
    account_id: null,
    parties: null,
    only_subscription_id: null,
  }

  async function matched(...events: EventToMatch[]): Promise<string[]> {
    const sql = MATCH_SQL.replace("?", "$1")
    const rows = await queryDatabase<{ event_id: string; subscription_id: string }>(databaseUrl, sql, [
      JSON.stringify(events),
    ])
    return rows.map(({ event_id, subscription_id }) => `${event_id} ${subscription_id}`)
  }

  it("reads the subscriptions of an event's patterns alone, by index", async () => {
    const sql = MATCH_SQL.replace("?", `'${JSON.stringify([ORDER])}'`)
    const [row] = await queryDatabase<{ "QUERY PLAN": [{ Plan: Plan }] }>(databaseUrl, `EXPLAIN (FORMAT JSON) ${sql}`)
    const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)]
    const nodes = flat(row!["QUERY PLAN"][0].Plan)
    expect(nodes.filter((node) => node["Node Type"] === "Seq Scan")).toEqual([])
    expect(nodes.map((node) => node["Index Name"])).toContain("IDX_webhook_subscription_events")
  })

  it.each<[string, Partial<EventToMatch>, string[]]>([
    ["of no account", {}, ["sub_all", "sub_twice", "sub_type"]],
    ["of an account", { account_id: "acc_1" }, ["sub_all", "sub_mine", "sub_twice", "sub_type"]],
    [
      "of two parties",
      { account_id: "acc_1", parties: ["acc_1", "acc_2"] },
      ["sub_all", "sub_mine", "sub_party", "sub_twice", "sub_type"],
    ],
    ["for one subscription, whatever it subscribed to", { only_subscription_id: "sub_other_type" }, ["sub_other_type"]],
    ["for one that is off", { only_subscription_id: "sub_off" }, []],
    ["for one that is deleted", { only_subscription_id: "sub_gone" }, []],
    ["of a type that nobody named", { patterns: ["customer.created"] }, []],
  ])("finds, once each, who gets an event %s", async (_what, change, ids) => {
    expect(await matched({ ...ORDER, ...change })).toEqual(ids.map((id) => `evt_1 ${id}`))
  })

  it("matches a batch, event by event", async () => {
    const test = { ...ORDER, id: "evt_0", only_subscription_id: "sub_mine" }
    expect(await matched(ORDER, test)).toEqual(["evt_0 sub_mine", "evt_1 sub_all", "evt_1 sub_twice", "evt_1 sub_type"])
  })
})
