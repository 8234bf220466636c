import { RATE_TOKENS } from "./rate-tokens.sql"

/** `webhook_look_again_ms`: milliseconds until a rate limit allows a delivery that is due; null when no rate limit holds one back. */
export const LOOK_AGAIN = `
CREATE OR REPLACE FUNCTION webhook_look_again_ms(p_now timestamptz) RETURNS int LANGUAGE plpgsql SET jit = off AS $$
BEGIN
  RETURN (
    SELECT ceil(min(1000 * (1 - ${RATE_TOKENS}) / s.rate_limit_per_second))::int FROM webhook_subscription s
    WHERE s.rate_limit_per_second IS NOT NULL AND s.active AND s.deleted_at IS NULL AND ${RATE_TOKENS} < 1
      AND EXISTS (SELECT 1 FROM webhook_delivery d
        WHERE d.subscription_id = s.id AND (d.status = 'pending' OR (d.status = 'retrying' AND d.next_retry_at <= p_now)) AND d.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM webhook_delivery_lease l WHERE l.delivery_id = d.id))
  );
END $$`
