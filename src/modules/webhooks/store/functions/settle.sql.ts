/** `webhook_settle` writes a batch of attempts and changes the status of their deliveries, see store/settle-attempts. Returns the ids of the changed ones. */
export const SETTLE = `
CREATE OR REPLACE FUNCTION webhook_settle(p_attempts json) RETURNS SETOF text
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan SET jit = off AS $$
BEGIN
  RETURN QUERY
  WITH settled AS (
    SELECT * FROM json_to_recordset(p_attempts) AS s(attempt_id text, delivery_id text, lease_token text, attempt_number int,
      status text, next_retry_at timestamptz, outcome text, reason text, response_code int, response_body text,
      duration_ms int, started_at timestamptz, finished_at timestamptz)
  ), logged AS (
    INSERT INTO webhook_delivery_attempt
      (id, delivery_id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at)
    SELECT attempt_id, delivery_id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at
    FROM settled ON CONFLICT (id) DO NOTHING
  ), held AS (
    DELETE FROM webhook_delivery_lease l USING settled s WHERE l.delivery_id = s.delivery_id AND l.token = s.lease_token
    RETURNING s.*
  )
  UPDATE webhook_delivery d
  SET status = s.status, attempts = s.attempt_number, next_retry_at = s.next_retry_at,
      delivered_at = CASE WHEN s.status = 'delivered' THEN s.finished_at ELSE d.delivered_at END,
      response_code = s.response_code, response_body = s.response_body, outcome = s.outcome, failure_reason = s.reason,
      updated_at = now()
  FROM held s
  WHERE d.id = s.delivery_id AND d.status IN ('pending', 'retrying')
  RETURNING d.id;
END $$`
