/** What only a broker answers, and what a person reads. */
export const OWN_OUTCOMES = {
  login_refused: "The broker refused the login",
  vhost_refused: "The broker refused the virtual host",
  exchange_missing: "The exchange does not exist",
  unroutable: "No queue takes the message",
  rejected_by_broker: "The broker did not confirm the message",
  broker_refused: "The broker refused the message",
} as const
