import { fullBucket, refilled, taken, waitSeconds, type TokenBucket } from "../core/token-bucket"

export const DEFAULT_RATE_LIMIT_PER_MINUTE = 600

interface Limited {
  id: string
  rate_limit_per_minute: number | null
}

/**
 * How many calls each source may make in this process. Only verified calls count: else anybody could use up what the source
 * may send, by calls without a signature.
 */
export class RateLimits {
  private readonly buckets = new Map<string, TokenBucket>()

  /** @returns whole seconds until the source may call again; 0: now. */
  waitSeconds(source: Limited, nowMs: number): number {
    const perMinute = source.rate_limit_per_minute ?? DEFAULT_RATE_LIMIT_PER_MINUTE
    return waitSeconds(this.current(source, nowMs), perMinute)
  }

  /** Counts a verified call. @returns whole seconds to wait when it was one too many: calls that arrive together all found room before. */
  count(source: Limited, nowMs: number): number {
    const perMinute = source.rate_limit_per_minute ?? DEFAULT_RATE_LIMIT_PER_MINUTE
    const bucket = this.current(source, nowMs)
    const wait = waitSeconds(bucket, perMinute)
    this.buckets.set(source.id, wait === 0 ? taken(bucket) : bucket)
    return wait
  }

  private current({ id, rate_limit_per_minute }: Limited, nowMs: number): TokenBucket {
    const perMinute = rate_limit_per_minute ?? DEFAULT_RATE_LIMIT_PER_MINUTE
    return refilled(this.buckets.get(id) ?? fullBucket(perMinute, nowMs), perMinute, nowMs)
  }
}
