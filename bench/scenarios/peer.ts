import { resolve } from "node:path"
import { startReceiver, stopped, type Receiver } from "../children"
import { ours, type Load } from "../contenders"
import { inTurn, median, rounded } from "../numbers"
import { installPeer, PEER, PEER_VERSION } from "../peer/install"
import type { PeerCommands } from "../peer/peer"
import { startChild, type Child } from "../process"
import { measure, type Measured } from "../rounds"
import type { Result, Scenario } from "../scenario"

const COUNT = 1_000
const CONCURRENCY = 64
const BYTES = 2_000
const ROUNDS = 3
const LOAD: Load = { eventsCount: COUNT, fanOut: 1, bytes: BYTES }

/** The peer sends no delivery id: its requests are counted by their answers, which it waits for. */
async function measurePeer(peer: Child<PeerCommands>, what: "workflow" | "send"): Promise<Measured> {
  const cpuBeforeMs = await peer.call.cpuMs()
  const { tookMs } = await peer.call[what](COUNT, CONCURRENCY, BYTES)
  return { perSecond: (COUNT * 1_000) / tookMs, cpuMsEach: ((await peer.call.cpuMs()) - cpuBeforeMs) / COUNT }
}

async function contenders(receiver: Receiver) {
  const file = resolve(__dirname, "../peer/peer.ts")
  // It prints every subscription it sends to.
  const peer = await startChild<PeerCommands>(file, [installPeer(), `${receiver.origin}/peer`], { stdout: "ignore" })
  const own = await ours("peer_ours", receiver, {})
  return [
    {
      title: `${PEER}: its workflow, once per event`,
      run: () => measurePeer(peer, "workflow"),
      stop: () => stopped(peer),
    },
    { title: `${PEER}: its sending alone`, run: () => measurePeer(peer, "send"), stop: () => Promise.resolve() },
    { title: "ours, postgres engine, end to end", run: () => measure(own, "endToEnd", LOAD, receiver), stop: own.stop },
  ].map((contender) => ({ ...contender, runs: [] as Measured[] }))
}

export default {
  name: "peer",

  async run(): Promise<Result> {
    const receiver = await startReceiver()
    const all = await contenders(receiver)
    for (const { run } of all) await run()
    for (let round = 0; round < ROUNDS; round++) for (const { run, runs } of inTurn(all, round)) runs.push(await run())
    for (const { stop } of all) await stop()
    await receiver.stop()
    return {
      tables: [
        {
          title: `Peer: ${PEER} ${PEER_VERSION}, 2 kB, one receiver`,
          head: ["program", "deliveries/s", "CPU-ms each"],
          rows: all.map(({ title, runs }) => [
            title,
            rounded(median(runs.map(({ perSecond }) => perSecond))),
            rounded(median(runs.map(({ cpuMsEach }) => cpuMsEach)), 3),
          ]),
        },
      ],
      goals: [],
      notes: [
        `The package's own compiled code on this project's Medusa, ${CONCURRENCY} events at once, its log silenced. Workflow: \`fullWebhooksSubscriptionsWorkflow\`, as its README recommends (looks up who subscribed, then posts). Sending alone: \`sendWebhooksEvents\` with the subscription in hand.`,
        "It stores no event and no delivery, signs nothing, tries once, has no timeout, no limit, no guard against private addresses, and takes any status for success; what is in flight when the process ends is lost. Ours did all of that in the same time.",
      ],
      raw: { contenders: all.map(({ title, runs }) => ({ title, runs })) },
    }
  },
} satisfies Scenario
