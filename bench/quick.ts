import { resolve } from "node:path"
import { startChild } from "./process"

const file = (name: string) => resolve(__dirname, name)
async function main() {
  const receiver = await startChild(file("receiver.ts"))
  const port = await receiver.call<number>("port")
  const worker = await startChild(file("worker.ts"), ["bench_quick", JSON.stringify({ maxConcurrency: 64, ...(process.env.REDIS ? { redisUrl: process.env.REDIS } : {}) })])
  await worker.call("subscribe", { url: `http://127.0.0.1:${port}/a` , max_concurrency: 64})
  await worker.call("publish", 500, 2000, 100)
  while ((await receiver.call<number>("count")) < 500) await new Promise((r) => setTimeout(r, 20))
  await receiver.call("reset")
  const N = Number(process.env.N ?? 5000)
  const cpu0 = await worker.call<NodeJS.CpuUsage>("cpu")
  const t0 = Date.now()
  await worker.call("publish", N, 2000, 200)
  const t1 = Date.now()
  while ((await receiver.call<number>("count")) < N) await new Promise((r) => setTimeout(r, 20))
  const t2 = Date.now()
  const cpu1 = await worker.call<NodeJS.CpuUsage>("cpu")
  console.log({ N, publish_ms: t1 - t0, total_ms: t2 - t0, per_s: Math.round(N / ((t2 - t0) / 1000)), cpu_ms_per: ((cpu1.user + cpu1.system - cpu0.user - cpu0.system) / 1000 / N).toFixed(3) })
  await worker.call("stop")
  await worker.stop(); await receiver.stop()
}
void main()
