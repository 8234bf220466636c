import type { Receiver } from "./children"
import type { Contender, Load } from "./contenders"

export interface Measured {
  /** Deliveries per second, from the first event accepted (or released) to the last arrival. */
  per_second: number
  /** CPU of the sending process, accepting included where it is part of the phase. */
  cpu_ms_each: number
}

export type Phase = "endToEnd" | "drainOnly"

/** One run of one contender: the receiver tells when the last one arrived. */
export async function measure(contender: Contender, phase: Phase, load: Load, receiver: Receiver): Promise<Measured> {
  const count = load.events_count * load.fan_out
  await receiver.call.reset()
  const arrived = receiver.call.arrived(count)
  const cpu_before_ms = await contender.cpuMs()
  const began_ms = await contender[phase](load)
  const cpu_after_ms = await contender.cpuMs()
  const ended_ms = await arrived
  return { per_second: (count * 1_000) / (ended_ms - began_ms), cpu_ms_each: (cpu_after_ms - cpu_before_ms) / count }
}
