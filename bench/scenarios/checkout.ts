import { loginAdmin, expectOk } from "../../integration-tests/helpers/shop/api"
import { completeCart, prepareCart, startBenchShop, type BenchShop } from "../checkout"
import { startReceiver } from "../children"
import { inTurn, median, percentile, rounded } from "../numbers"
import type { Result, Scenario } from "../scenario"

const SUBSCRIPTIONS_COUNT = 10
const ROUNDS = 6
const CARTS_EACH = 3
const WARM_UP_CARTS = 6

interface Contender {
  title: string
  shop: BenchShop
  /** Carts completed with the next cart's preparation between two, as by one shopper after the other. */
  spacedMs: number[][]
  /** Carts completed back to back: what the former order still causes falls into the next one's time. */
  denseMs: number[][]
}

async function subscribe(shop: BenchShop, origin: string): Promise<void> {
  const admin = await loginAdmin(shop.url)
  for (let index = 0; index < SUBSCRIPTIONS_COUNT; index++) {
    expectOk(
      await admin.post("/admin/webhooks/subscriptions", {
        name: `Partner ${index}`,
        url: `${origin}/r${index}`,
        events: ["*"],
      })
    )
  }
}

async function spaced(shop: BenchShop, count: number): Promise<number[]> {
  const tookMs: number[] = []
  for (let index = 0; index < count; index++) tookMs.push(await completeCart(shop, await prepareCart(shop)))
  return tookMs
}

async function dense(shop: BenchShop, count: number): Promise<number[]> {
  const carts: string[] = []
  for (let index = 0; index < count; index++) carts.push(await prepareCart(shop))
  const tookMs: number[] = []
  for (const cart of carts) tookMs.push(await completeCart(shop, cart))
  return tookMs
}

/** The median to that of the shop without the module. */
const toAbsent = (contender: Contender, absent: Contender, kind: "spacedMs" | "denseMs") =>
  median(contender[kind].flat()) / median(absent[kind].flat())

export default {
  name: "checkout",

  async run(_machine, say): Promise<Result> {
    const receiver = await startReceiver()
    const contender = async (title: string, name: string, folder: string): Promise<Contender> => ({
      title,
      shop: await startBenchShop(`checkout_${name}`, folder),
      spacedMs: [],
      denseMs: [],
    })
    const [absent, present, subscribed] = await Promise.all([
      contender("module absent", "absent", "bench/shop-without-webhooks"),
      contender("module present", "present", "."),
      contender(`${SUBSCRIPTIONS_COUNT} subscriptions`, "subscribed", "."),
    ])
    await subscribe(subscribed.shop, receiver.origin)
    const contenders = [absent, present, subscribed]
    for (const { shop } of contenders) await spaced(shop, WARM_UP_CARTS)
    for (let round = 0; round < ROUNDS; round++) {
      say(`round ${round + 1} of ${ROUNDS}`)
      for (const { shop, spacedMs, denseMs } of inTurn(contenders, round)) {
        spacedMs.push(await spaced(shop, CARTS_EACH))
        denseMs.push(await dense(shop, CARTS_EACH))
      }
    }
    for (const { shop } of contenders) await shop.stop()
    await receiver.stop()
    return { tables: [table(contenders, absent)], goals: goals(subscribed, absent), notes: NOTES, raw: { contenders } }
  },
} satisfies Scenario

function table(contenders: Contender[], absent: Contender) {
  return {
    title: "Checkout: POST /store/carts/:id/complete",
    head: ["shop", "p50 ms", "p90 ms", "to absent", "back to back p50 ms", "to absent", "carts"],
    rows: contenders.map((one) => [
      one.title,
      rounded(median(one.spacedMs.flat()), 1),
      rounded(percentile(one.spacedMs.flat(), 0.9), 1),
      rounded(toAbsent(one, absent, "spacedMs"), 3),
      rounded(median(one.denseMs.flat()), 1),
      rounded(toAbsent(one, absent, "denseMs"), 3),
      one.spacedMs.flat().length + one.denseMs.flat().length,
    ]),
  }
}

function goals(subscribed: Contender, absent: Contender) {
  const goal = { goal: 1.05, is: "at most" as const, unit: "×" as const }
  return [
    {
      ...goal,
      what: "cart completion with ten subscriptions, one shopper after the other",
      value: toAbsent(subscribed, absent, "spacedMs"),
    },
    {
      ...goal,
      what: "cart completion with ten subscriptions, back to back",
      value: toAbsent(subscribed, absent, "denseMs"),
    },
  ]
}

const NOTES = [
  "One real shop process each (medusa start), one request at a time; only the completion is timed. One shopper after the other: the next cart is filled between two completions. Back to back: carts are filled before.",
  "A shop works alone while it is measured; shops take turns that run backwards every other round.",
]
