/**
 * The token bucket of a subscription's rate limit, as an SQL expression: the tokens that were left plus those added since, at
 * most a quarter second's worth. By Postgres's clock, because all workers share the bucket. Without a limit, a huge number.
 * That clock may have been set back, or be another one since a failover: a time of filling that is ahead by more than a minute
 * counts as none, or the subscription would wait for it.
 */
export const RATE_TOKENS = `CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    CASE WHEN s.rate_refilled_at < now() + interval '1 minute' THEN extract(epoch FROM now() - s.rate_refilled_at)::float8 ELSE 1 END) END`
