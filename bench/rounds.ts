import type { Receiver } from "./children"
import type { Contender, Load } from "./contenders"

export interface Measured {
  /** Deliveries per second, from the first event accepted (or released) to the last arrival. */
  perSecond: number
  /** CPU of the sending process, accepting included where it is part of the phase. */
  cpuMsEach: number
}

export type Phase = "endToEnd" | "drainOnly"

/** One run of one contender: the receiver tells when the last one arrived. */
export async function measure(contender: Contender, phase: Phase, load: Load, receiver: Receiver): Promise<Measured> {
  const count = load.eventsCount * load.fanOut
  await receiver.call.reset()
  const arrived = receiver.call.arrived(count)
  const cpuBeforeMs = await contender.cpuMs()
  const beganMs = await contender[phase](load)
  const cpuAfterMs = await contender.cpuMs()
  const endedMs = await arrived
  return { perSecond: (count * 1_000) / (endedMs - beganMs), cpuMsEach: (cpuAfterMs - cpuBeforeMs) / count }
}
