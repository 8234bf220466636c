import { setTimeout as sleep } from "node:timers/promises"
import type { FaultReceiver } from "../../helpers/receivers/fault-receiver"
import type { OwnRedis } from "../../helpers/services/redis"
import type { Shop } from "../../helpers/shop/shop"
import type { Dice } from "./dice"

/** What can be broken. Workers are replaced in place. */
export interface Targets {
  workers: Shop[]
  startWorker(): Promise<Shop>
  /** `null` where there is none. */
  redis: OwnRedis | null
  receivers: FaultReceiver[]
}

export interface Fault {
  name: string
  /** Two faults of one target never overlap: a Redis that is stopped can't be emptied. */
  target: string
  /** Breaks it, and resolves once it is whole again. */
  strike(dice: Dice): Promise<void>
}

const times = (count: number, faults: readonly Fault[]) => Array.from({ length: count }, () => faults).flat()

/** How often each kind comes up, relative to the others, is how often it stands in the list. */
export function faultsFor({ workers, startWorker, redis, receivers }: Targets): Fault[] {
  const kills = workers.map((_, index): Fault => ({
    name: "worker killed (-9)",
    target: `worker ${index}`,
    async strike() {
      const worker = workers[index]
      worker?.kill("SIGKILL")
      await worker?.exited
      workers[index] = await startWorker()
    },
  }))
  const away = receivers.map((receiver, index): Fault => ({
    name: "receiver away",
    target: `receiver ${index}`,
    async strike(dice) {
      await receiver.goAway()
      await sleep(dice.between(500, 3_000))
      await receiver.comeBack()
    },
  }))
  const silent = receivers.map((receiver, index): Fault => ({
    name: "receiver silent",
    target: `receiver ${index}`,
    async strike(dice) {
      receiver.behave("withhold")
      await sleep(dice.between(500, 3_000))
      receiver.behave("answer")
    },
  }))
  // A receiver that was away is left alone for ten seconds and more: broken too often, hardly anything would be sent.
  return [...away, ...times(2, silent), ...times(4, kills), ...times(4, redis ? redisFaults(redis) : [])]
}

function redisFaults(redis: OwnRedis): Fault[] {
  return [
    { name: "Redis emptied", target: "redis", strike: () => redis.flushAll() },
    {
      name: "Redis stopped",
      target: "redis",
      async strike(dice) {
        await redis.stop()
        await sleep(dice.between(1_000, 8_000))
        await redis.start()
      },
    },
  ]
}

/** Strikes at random until told to stop, several targets at once if it so happens, and counts by name. */
export class Monkey {
  readonly counts = new Map<string, number>()
  private readonly busy = new Map<string, Promise<void>>()
  private failure: unknown = null

  constructor(
    private readonly faults: readonly Fault[],
    private readonly dice: Dice
  ) {}

  /** Resolves when everything is whole again. @throws what a repair threw. */
  async rage(untilAt: number, pause: { leastMs: number; mostMs: number }): Promise<void> {
    while (Date.now() < untilAt && !this.failure) {
      const fault = this.dice.pick(this.faults.filter(({ target }) => !this.busy.has(target)))
      if (fault) this.strike(fault)
      await sleep(Math.min(this.dice.between(pause.leastMs, pause.mostMs), Math.max(0, untilAt - Date.now())))
    }
    await Promise.all(this.busy.values())
    if (this.failure) throw this.failure
  }

  private strike(fault: Fault): void {
    this.counts.set(fault.name, (this.counts.get(fault.name) ?? 0) + 1)
    const over = fault
      .strike(this.dice)
      .catch((error: unknown) => void (this.failure = error))
      .finally(() => this.busy.delete(fault.target))
    this.busy.set(fault.target, over)
  }
}
