/**
 * The token bucket of a subscription's rate limit, as an SQL expression: the tokens that were left plus those added since, at
 * most a quarter second's worth. By Postgres's clock, because all workers share the bucket. Without a limit, a huge number.
 */
export const RATE_TOKENS = `CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    coalesce(extract(epoch FROM now() - s.rate_refilled_at)::float8, 1)) END`
