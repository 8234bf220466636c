import { Client } from "pg"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"
import { api, expectOk, loginAdmin } from "../../helpers/shop/api"
import { emrSource, nextMessageId, postSigned, videoCall } from "../../helpers/shop/emr"
import { startShop, type Shop } from "../../helpers/shop/shop"
import { registerCustomer, texanAddress } from "../../helpers/shop/shopper"
import { until } from "../../helpers/until"

const DATABASE = "killed_inbox"
/** Of each step. */
const KILLS = 4
/** At one instant, in the step at which the shop is killed. */
const CALLS = 2

/** Each step is held by a lock that its next statement needs, or by a trigger; then the shop is killed. */
const STEPS = [
  { step: "before it is stored", locked: "webhook_source" },
  { step: "while it is stored", locked: "webhook_inbound_message" },
  // The door knows the source from the call before; the processing reads it anew.
  { step: "after it is stored", locked: "webhook_source", known: true },
  // Locked only when the message is stored: resolve reads what was kept with it, and nothing else when it is that young.
  { step: "in resolve", locked: "webhook_source", known: true, thenLocked: "webhook_inbound_snapshot" },
  { step: "in apply, before the commit", locked: "webhook_event" },
  { step: "after the commit, before the answer", locked: null },
] as const

/** Statements that wait for a lock on a table. */
const WAITING_FOR = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::text::regclass"

describe("a shop that is killed (SIGKILL) while it works on partners' calls", () => {
  let databaseUrl: string
  let shop: Shop
  let secret: string
  const calls: { customerId: string; body: string; messageId: string }[] = []

  const sql = <Row extends object>(text: string, values: unknown[] = []) =>
    queryDatabase<Row>(databaseUrl, text, values)
  const send = ({ body, messageId }: (typeof calls)[number]) =>
    postSigned(api(shop.url), "emr", body, secret, messageId)

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(DATABASE)
    shop = await startShop({ databaseUrl })
    secret = (await emrSource(await loginAdmin(shop.url))).secret
    for (let n = 0; n < STEPS.length * KILLS * CALLS; n++) {
      const { id, store } = await registerCustomer(shop.url)
      expectOk(await store.post("/store/customers/me/addresses", texanAddress()))
      calls.push({ customerId: id, body: videoCall(id), messageId: nextMessageId() })
    }
  })
  afterAll(async () => {
    await shop.stop()
    await dropDatabase(DATABASE)
  })

  /** Waits until statements of the shop hang. */
  async function held(watch: Client, waitEvent: string): Promise<void> {
    const hanging = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = $1"
    await until(async () => (await watch.query(hanging, [waitEvent])).rows.length > 0, { what: "the call to be held" })
  }

  async function killIn({ locked, ...more }: (typeof STEPS)[number], sending: () => Promise<unknown>): Promise<void> {
    const client = new Client({ connectionString: databaseUrl })
    const second = new Client({ connectionString: databaseUrl })
    await Promise.all([client.connect(), second.connect()])
    try {
      if ("known" in more) expect((await api(shop.url).postRaw("/webhooks/emr", "{}")).status).toBe(401)
      if (locked !== null) {
        await client.query("BEGIN")
        await client.query(`LOCK TABLE "${locked}" IN ACCESS EXCLUSIVE MODE`)
      } else {
        await client.query(
          `CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN NULL; END'`
        )
        // Deferred: it runs in the commit, after which the shop would answer.
        await client.query(`CREATE CONSTRAINT TRIGGER linger AFTER UPDATE ON webhook_inbound_message DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW WHEN (NEW.status = 'processed') EXECUTE FUNCTION linger()`)
      }
      const sent = sending()
      await held(client, locked === null ? "Timeout" : "Lock")
      if ("thenLocked" in more) {
        await second.query("BEGIN")
        await second.query(`LOCK TABLE "${more.thenLocked}" IN ACCESS EXCLUSIVE MODE`)
        await client.query("ROLLBACK")
        await until(async () => (await client.query(WAITING_FOR, [more.thenLocked])).rows.length > 0, {
          what: "the call to be held again",
        })
      }
      if (locked === null) {
        shop.kill("SIGSTOP")
        await until(
          async () =>
            (await client.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")).rows.length === 0,
          {
            what: "the commit",
          }
        )
      }
      shop.kill("SIGKILL")
      await shop.exited
      await sent
    } finally {
      await client.query(locked === null ? "DROP FUNCTION IF EXISTS linger() CASCADE" : "ROLLBACK")
      await Promise.all([client.end(), second.end()])
    }
    shop = await startShop({ databaseUrl })
  }

  const effects = () =>
    sql<{ customer_id: string; establishments: number; events: number }>(
      `SELECT e.customer_id, count(DISTINCT e.id)::int AS establishments, count(v.id)::int AS events
       FROM customer_region_establishment e
       LEFT JOIN webhook_event v ON v.type = 'compliance.establishment_fulfilled' AND v.subject = e.id GROUP BY 1`
    )

  it("does once what each call asks that was stored, without another call, and the others when they are sent again", async () => {
    const rest = [...calls]
    let answeredCount = 0
    for (let kill = 0; kill < KILLS; kill++) {
      for (const step of STEPS) {
        const batch = rest.splice(0, CALLS)
        await killIn(step, () =>
          Promise.all(
            batch.map((call) =>
              send(call).then(
                () => answeredCount++,
                () => undefined
              )
            )
          )
        )
      }
    }
    // None was answered: each was killed in its step, not after it.
    expect(answeredCount).toBe(0)
    const messages = await sql<{ dedupe_key: string; status: string }>(
      "SELECT dedupe_key, status FROM webhook_inbound_message"
    )
    expect(messages.length).toBeGreaterThanOrEqual(4 * KILLS * CALLS)
    console.info(`${STEPS.length * KILLS} kills, ${calls.length} calls, ${messages.length} stored`)

    // As if a minute had gone by: then the job takes over what the dead processes left.
    await sql("UPDATE webhook_inbound_message SET next_try_at = now() WHERE status = 'received'")
    const count = async () =>
      (
        await sql<{ count: number }>(
          "SELECT count(*)::int AS count FROM webhook_inbound_message WHERE status = 'processed'"
        )
      )[0]!.count
    await until(async () => (await count()) === messages.length, {
      what: "the job to process all",
      timeout_ms: 150_000,
    })
    const once = (all: { establishments: number; events: number }[]) =>
      all.every(({ establishments, events }) => establishments === 1 && events === 1)
    const stored = await effects()
    expect(stored).toHaveLength(messages.length)
    expect(once(stored)).toBe(true)

    const answers = await Promise.all(calls.map(send))
    expect(answers.map(({ status }) => status)).toEqual(calls.map(() => 200))
    expect(answers.filter(({ body }) => body.duplicate === false)).toHaveLength(calls.length - messages.length)
    const all = await effects()
    expect(new Set(all.map(({ customer_id }) => customer_id))).toEqual(
      new Set(calls.map(({ customerId }) => customerId))
    )
    expect(once(all)).toBe(true)
  }, 900_000)
})
