import { expectOk, loginAdmin } from "../../integration-tests/helpers/shop/api"
import { newSource, nextMessageId, standardHeaders, videoCall } from "../../integration-tests/helpers/shop/emr"
import { registerCustomer, texanAddress } from "../../integration-tests/helpers/shop/shopper"
import { startBenchShop, type BenchShop } from "../checkout"
import { hang } from "../hanging"
import { inTurn, median, percentile, rounded } from "../numbers"
import { nowMs } from "../process"
import type { Result, Scenario } from "../scenario"

const ROUNDS = 4
const CALLS_EACH = 600
const WARM_UP_CALLS = 300
const AT_ONCE = 16
const CUSTOMERS = 64
const HANGING_COUNT = 600
const MIB_BYTES = 2 ** 20

interface Contender {
  title: string
  call(): Promise<Response>
  tookMs: number[]
  perSecond: number[]
}

/** Makes calls, some at once. Each has to be answered 200. */
async function load({ call, title }: Contender, count: number): Promise<{ tookMs: number[]; perSecond: number }> {
  const tookMs: number[] = []
  let left = count
  const caller = async () => {
    while (left-- > 0) {
      const beganMs = nowMs()
      const answer = await call()
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${title} answered ${answer.status}`)
      tookMs.push(nowMs() - beganMs)
    }
  }
  const beganMs = nowMs()
  await Promise.all(Array.from({ length: AT_ONCE }, caller))
  return { tookMs, perSecond: (count * 1_000) / (nowMs() - beganMs) }
}

async function contendersOf({ url }: BenchShop) {
  const admin = await loginAdmin(url)
  const source = await newSource(admin, { rate_limit_per_minute: 100_000 })
  // More than calls at once: two calls about one patient wait for each other.
  const bodies: string[] = []
  for (let n = 0; n < CUSTOMERS; n++) {
    const { id, store } = await registerCustomer(url)
    expectOk(await store.post("/store/customers/me/addresses", texanAddress()))
    bodies.push(videoCall(id))
  }
  let callCount = 0
  const next = () => bodies[callCount++ % CUSTOMERS] ?? ""
  const post = (path: string, body: string, headers: Record<string, string>) =>
    fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body })
  const contender = (title: string, call: Contender["call"]): Contender => ({ title, call, tookMs: [], perSecond: [] })
  const ours = contender("a source's door", () => {
    const body = next()
    return post(`/webhooks/${source.slug}`, body, standardHeaders(body, source.secret, nextMessageId()))
  })
  const medusas = contender("Medusa's payment hook", () => post("/hooks/payment/pp_system_default", next(), {}))
  return { source, ours, medusas }
}

export default {
  name: "inbound",

  async run(_machine, say): Promise<Result> {
    const shop = await startBenchShop("inbound", ".")
    const { source, ours, medusas } = await contendersOf(shop)
    const contenders = [ours, medusas]
    for (const one of contenders) await load(one, WARM_UP_CALLS)
    for (let round = 0; round < ROUNDS; round++) {
      say(`round ${round + 1} of ${ROUNDS}`)
      for (const one of inTurn(contenders, round)) {
        const { tookMs, perSecond } = await load(one, CALLS_EACH)
        one.tookMs.push(...tookMs)
        one.perSecond.push(perSecond)
      }
    }
    say("hanging")
    const looksSigned = standardHeaders("", source.secret, nextMessageId())
    const hanging = await hang(shop.url, shop.pid, HANGING_COUNT, `/webhooks/${source.slug}`, looksSigned)
    await shop.stop()
    const grownMib = hanging.grownBytes / MIB_BYTES
    const endedSeconds = hanging.endedCount === HANGING_COUNT ? hanging.endedMs / 1_000 : Number.POSITIVE_INFINITY
    return {
      tables: [
        {
          title: `Calls of partners, ${AT_ONCE} at once`,
          head: ["route", "calls/s", "p50 ms", "p99 ms", "calls"],
          rows: contenders.map(({ title, tookMs, perSecond }) => [
            title,
            rounded(median(perSecond)),
            rounded(percentile(tookMs, 0.5), 1),
            rounded(percentile(tookMs, 0.99), 1),
            tookMs.length,
          ]),
        },
        {
          title: `${HANGING_COUNT} calls that look signed and never finish their bodies`,
          head: ["RSS MiB more", "ended", "last one ended after s"],
          rows: [[rounded(grownMib, 1), hanging.endedCount, rounded(hanging.endedMs / 1_000, 1)]],
        },
      ],
      goals: [
        {
          what: "signed calls/s, each stored and processed, to Medusa's payment hook, which stores nothing",
          ...{ goal: 0.08, is: "at least", unit: "×" },
          value: median(ours.perSecond.map((rate, round) => rate / (medusas.perSecond[round] ?? Number.NaN))),
        },
        { what: "growth of RSS by 600 hanging calls", goal: 40, is: "at most", value: grownMib, unit: "MB" },
        { what: "600 hanging calls are ended within", goal: 30, is: "at most", value: endedSeconds, unit: "s" },
      ],
      notes: [
        "One real shop process; the load comes from the bench's own process. Each call to the door has an id of its own and is verified, stored, processed and answered; Medusa's hook puts the body on its bus in memory.",
      ],
      raw: { contenders: contenders.map(({ title, tookMs, perSecond }) => ({ title, tookMs, perSecond })), hanging },
    }
  },
} satisfies Scenario
