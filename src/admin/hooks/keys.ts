/** Cache keys; a list's key is the beginning of every key of its resource, so that one call refreshes all of it. */
export const KEYS = {
  eventTypes: ["webhooks", "event-types"],
  subscriptions: ["webhooks", "subscriptions"],
  deliveries: ["webhooks", "deliveries"],
  sources: ["webhooks", "sources"],
  inboundMessages: ["webhooks", "inbound-messages"],
} as const
