import type { TransportMetadata } from "../../../../modules/webhooks/transport"
import type { Page } from "../../../_http/wire"

/** A way to hand a delivery over. */
export function transportView({ id, title, description, urlExample, hasMethods, outcomes }: TransportMetadata) {
  return { id, title, description, url_example: urlExample, has_methods: hasMethods, outcomes }
}
export type TransportView = ReturnType<typeof transportView>

export interface TransportListAnswer extends Page {
  transports: TransportView[]
}
