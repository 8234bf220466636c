import { createHmac, randomBytes } from "node:crypto"
import { residentBytes } from "../helpers/processes/memory"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { loginAdmin } from "../helpers/shop/api"
import { newSource, type Source, videoCall } from "../helpers/shop/emr"
import { dice, make, mutated, oddJson, type Dice, type FuzzedCall } from "../helpers/shop/fuzz"
import { startShop, type Shop } from "../helpers/shop/shop"

const CALLS = 10_000
const AT_ONCE = 24
const WARM_UP_CALLS = 3_000
/** With room, V8 lets its heap grow by hundreds of megabytes before it looks what is garbage. */
const SMALL_HEAP = { NODE_OPTIONS: "--max-old-space-size=400 --max-semi-space-size=8" }
const DATABASE = "inbound_fuzz"
const MIB_BYTES = 2 ** 20
const RATE = { rate_limit_per_minute: 100_000 }

type Called = Source & { slug: string }

/** Ten thousand calls that nobody should make, some of them signed: the shop answers each, and keeps nothing that is not signed. */
describe("calls that nobody should make", () => {
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000)
  const roll = dice(seed)
  let databaseUrl: string
  let shop: Shop
  /** Never called with its secret. */
  let foreign: Called
  let signed: Called
  let hex: Called

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(DATABASE)
    shop = await startShop({ databaseUrl, env: SMALL_HEAP })
    const admin = await loginAdmin(shop.url)
    foreign = await newSource(admin, RATE)
    signed = await newSource(admin, RATE)
    hex = await newSource(admin, { ...RATE, scheme: "hmac-sha256-hex" })
  })

  afterAll(async () => {
    await shop.stop()
    await dropDatabase(DATABASE)
  })

  const oddHeader = (): string =>
    roll.of([
      () => randomBytes(roll.below(60)).toString("base64"),
      () => "9".repeat(roll.below(40)),
      () => `v1,${randomBytes(32).toString("base64")} `.repeat(roll.below(30)),
      () => `sha256=${randomBytes(32).toString("hex")}`,
      () => String(Math.floor(Date.now() / 1_000) + roll.below(700) - 350),
    ])()

  function oddBody(): Buffer {
    const kind = roll.below(12)
    if (kind === 0) return randomBytes(roll.below(2_000))
    if (kind === 1) return Buffer.from("[".repeat(roll.below(20_000)))
    if (kind === 2 && roll.below(8) === 0) return Buffer.alloc(roll.below(400_000), 123)
    if (kind < 5) return Buffer.from(JSON.stringify(oddJson(roll)) ?? "")
    return mutated(roll, videoCall("cus_fuzz"))
  }

  const oddPath = (slug: string): string =>
    `/webhooks/${roll.of([
      () => slug,
      () => `${slug}/video-call-completed`,
      () => `${slug}/${encodeURIComponent(roll.of(["..", "__proto__", "é", "a b", "x".repeat(3_000)]))}`,
      () => `${slug}/%${roll.below(256).toString(16).padStart(2, "0")}`,
      () => `${slug}//`,
      () => `${slug}?a=${encodeURIComponent(oddHeader())}`,
      () => slug.toUpperCase(),
      () => `%2e%2e/${slug}`,
      () => randomBytes(12).toString("hex"),
      () => "constructor",
    ])()}`

  function unsignedCall(): FuzzedCall {
    const headers: Record<string, string> = {
      "content-type": roll.of(["application/json", "text/plain", "x/y; charset=utf-7"]),
    }
    const names = ["webhook-id", "webhook-timestamp", "webhook-signature", "x-webhook-signature"]
    for (const name of names) if (roll.below(3) > 0) headers[name] = oddHeader()
    if (roll.below(30) === 0) headers["content-encoding"] = roll.of(["gzip", "br", oddHeader()])
    return { path: oddPath(roll.of([foreign, foreign, hex]).slug), headers, body: oddBody(), cut: roll.below(60) === 0 }
  }

  function signedCall(): FuzzedCall {
    const body = oddBody()
    const slug = roll.of([signed.slug, hex.slug])
    const path = roll.below(3) === 0 ? oddPath(slug) : `/webhooks/${slug}${roll.of(["", "/video-call-completed"])}`
    if (slug === hex.slug) {
      const mac = createHmac("sha256", hex.secret).update(body).digest("hex")
      return { path, headers: { "x-webhook-signature": `sha256=${mac}` }, body, cut: roll.below(60) === 0 }
    }
    const id = roll.of([randomBytes(8).toString("hex"), "same", "i".repeat(roll.below(400) + 1)])
    const seconds = String(Math.floor(Date.now() / 1_000))
    const key = Buffer.from(signed.secret.slice("whsec_".length), "base64")
    const mac = createHmac("sha256", key).update(`${id}.${seconds}.`).update(body).digest("base64")
    const headers = { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": `v1,${mac}` }
    return { path, headers, body, cut: roll.below(60) === 0 }
  }

  async function fire(count: number, faults: string[], statuses: Map<number, number>, aim: (dice: Dice) => FuzzedCall) {
    let left = count
    const shooter = async () => {
      while (left-- > 0) {
        const call = aim(roll)
        const answer = await make(shop.url, call)
        if (!answer) continue
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        const isBudget = answer.status === 503 && answer.text.includes("unavailable")
        if (answer.status >= 500 && !isBudget)
          faults.push(`${answer.status} ${call.path} ${answer.text} ${call.body.toString("latin1").slice(0, 500)}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, shooter))
  }

  it("are each answered, none with a fault, and none unsigned has an effect", async () => {
    const faults: string[] = []
    const statuses = new Map<number, number>()
    const aim = () => (roll.below(2) === 0 ? signedCall() : unsignedCall())
    const count = async (what: string, values: unknown[] = []) => {
      const rows = await queryDatabase<{ count: number }>(
        databaseUrl,
        `SELECT count(*)::int AS count FROM ${what}`,
        values
      )
      return rows[0]!.count
    }
    const establishments = await count("customer_region_establishment")

    await fire(WARM_UP_CALLS, faults, statuses, aim)
    const warmBytes = residentBytes(shop.pid)
    await fire(CALLS - WARM_UP_CALLS, faults, statuses, aim)
    const grownMib = (residentBytes(shop.pid) - warmBytes) / MIB_BYTES

    const seen = [...statuses].sort().map(([status, times]) => `${status}: ${times}`)
    console.info(`seed ${seed}; ${seen.join(", ")}; ${grownMib.toFixed(1)} MiB more`)
    expect(faults).toEqual([])
    // It was no test of the door if all were turned away at it.
    for (const status of [400, 401, 404, 422]) expect(statuses.get(status) ?? 0).toBeGreaterThan(20)
    expect(await count("webhook_inbound_message WHERE source_id = $1", [foreign.id])).toBe(0)
    expect(await count("customer_region_establishment")).toBe(establishments)
    // None is left to be tried for ever.
    const received = "webhook_inbound_message WHERE source_id = ANY($1) AND status = 'received'"
    expect(await count(received, [[signed.id, hex.id]])).toBe(0)
    expect(grownMib).toBeLessThan(60)
  }, 300_000)
})
