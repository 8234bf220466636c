import type { Format } from "../format"

/** `{ id, type, created_at, data, previous?, metadata }`: the envelope of seed document 004. */
export default {
  id: "standard",
  description: "{ id, type, created_at, data, previous?, metadata: { api_version, webhook_subscription_id } }",
  render(event, addressee) {
    const head = JSON.stringify({ id: event.id, type: event.type, created_at: event.occurred_at.toISOString() })
    const metadata = JSON.stringify({
      api_version: addressee.api_version,
      webhook_subscription_id: addressee.subscription_id,
    })
    const previous = event.previous === null ? "" : `,"previous":${event.previous}`
    return `${head.slice(0, -1)},"data":${event.data}${previous},"metadata":${metadata}}`
  },
} satisfies Format
