/** How many calls a source may still make at once, and when that was counted. */
export interface TokenBucket {
  tokens: number
  countedMs: number
}

/** A bucket that holds a minute's calls. */
export function fullBucket(perMinute: number, nowMs: number): TokenBucket {
  return { tokens: perMinute, countedMs: nowMs }
}

/** The bucket as it is now: what was taken comes back evenly over a minute, and never more than `perMinute` are in it. */
export function refilled({ tokens, countedMs }: TokenBucket, perMinute: number, nowMs: number): TokenBucket {
  // A clock that was set back gives nothing, and takes nothing.
  const passedMs = Math.max(0, nowMs - countedMs)
  return { tokens: Math.min(perMinute, tokens + (passedMs * perMinute) / 60_000), countedMs: nowMs }
}

/** @returns whole seconds until the next call may come; 0 when it may come now. @param bucket as it is now. */
export function waitSeconds({ tokens }: TokenBucket, perMinute: number): number {
  return tokens >= 1 ? 0 : Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute))
}

/** One call less. */
export function taken(bucket: TokenBucket): TokenBucket {
  return { ...bucket, tokens: bucket.tokens - 1 }
}
