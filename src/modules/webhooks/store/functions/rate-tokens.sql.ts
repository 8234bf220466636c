/**
 * Requests that a subscription's rate limit allows right now: what was left, and what came in since, at most a quarter
 * second's worth. Postgres's clock, for all workers draw from it. No limit is a number that never bites.
 */
export const RATE_TOKENS = `CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    coalesce(extract(epoch FROM now() - s.rate_refilled_at)::float8, 1)) END`
