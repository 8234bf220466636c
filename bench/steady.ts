import type { Receiver, Worker } from "./children"

/** A rate that does not wait for anybody. */
export interface Rate {
  perSecond: number
  seconds: number
  bytes: number
}

export interface Delivered {
  /** When it was published, counted from the first. */
  sinceMs: number
  /** From the call of publish to the first bytes at the receiver. */
  tookMs: number
}

/** Publishes at a steady rate to a receiver that gets nothing else, and waits until all has arrived. */
export async function publishSteadily(
  publisher: Worker,
  receiver: Receiver,
  path: string,
  { perSecond, seconds, bytes }: Rate
): Promise<Delivered[]> {
  await receiver.call.reset()
  const published = await publisher.call.publishSteadily(perSecond, seconds, bytes)
  await receiver.call.arrived(published.length)
  const arrived = new Map((await receiver.call.arrivals(path)).map(({ id, atMs }) => [id, atMs]))
  const firstMs = published[0]?.atMs ?? Number.NaN
  return published.map(({ id, atMs }) => ({
    sinceMs: atMs - firstMs,
    tookMs: (arrived.get(id) ?? Number.NaN) - atMs,
  }))
}

export const tookMs = (delivered: Delivered[]): number[] => delivered.map(({ tookMs }) => tookMs)
