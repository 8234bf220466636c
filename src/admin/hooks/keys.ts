/** Cache keys; a list's key is the beginning of every key of its resource, so that one call refreshes all of it. */
export const KEYS = {
  eventTypes: ["webhooks", "event-types"],
  formats: ["webhooks", "formats"],
  presets: ["webhooks", "presets"],
  retryPolicies: ["webhooks", "retry-policies"],
  profiles: ["webhooks", "profiles"],
  signatureSchemes: ["webhooks", "signature-schemes"],
  transports: ["webhooks", "transports"],
  subscriptions: ["webhooks", "subscriptions"],
  deliveries: ["webhooks", "deliveries"],
  events: ["webhooks", "events"],
  sources: ["webhooks", "sources"],
  inboundMessages: ["webhooks", "inbound-messages"],
} as const

/** Asked for again each time a page opens: the dashboard's own default would show a log that is 90 s old. */
export const FRESH = { staleTime: 0 } as const
