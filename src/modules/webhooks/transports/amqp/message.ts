import type { AmqpTarget } from "./url"

/** The properties of a message that is to outlive the broker, and to come back when no queue takes it. */
export function propertiesOf({ "content-type": contentType, ...headers }: Record<string, string>) {
  return {
    persistent: true,
    // Else a message that no queue takes would be confirmed, and gone.
    mandatory: true,
    contentType: contentType ?? "application/json",
    messageId: headers["webhook-id"] ?? "",
    type: headers["webhook-event-type"] ?? "",
    timestamp: Number(headers["webhook-timestamp"]),
    headers,
  }
}

/** Tells a message from all others on their way. */
export function deliveryIdOf(headers: Record<string, unknown> | undefined): string {
  return String(headers?.["webhook-delivery-id"])
}

export function destinationOf({ exchange, routing_key }: AmqpTarget): string {
  return exchange === ""
    ? `the queue "${routing_key}"`
    : `the exchange "${exchange}" with the routing key "${routing_key}"`
}
