/** Cache keys; a list's key is the beginning of every key of its resource, so that one call refreshes all of it. */
export const KEYS = {
  eventTypes: ["webhooks", "event-types"],
  formats: ["webhooks", "formats"],
  subscriptions: ["webhooks", "subscriptions"],
  deliveries: ["webhooks", "deliveries"],
  sources: ["webhooks", "sources"],
  inboundMessages: ["webhooks", "inbound-messages"],
} as const

/** Asked for again each time a page opens: the dashboard's own default would show a log that is 90 s old. */
export const FRESH = { staleTime: 0 } as const
