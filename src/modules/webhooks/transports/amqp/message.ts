import type { AmqpTarget } from "./url"

/** The properties of a message: persistent, so that it survives a restart of the broker, and mandatory, so that it is returned when no queue takes it. */
export function propertiesOf({ "content-type": contentType, ...headers }: Record<string, string>) {
  return {
    persistent: true,
    // Without it, a message that no queue takes would be confirmed and dropped.
    mandatory: true,
    contentType: contentType ?? "application/json",
    messageId: headers["webhook-id"] ?? "",
    type: headers["webhook-event-type"] ?? "",
    timestamp: Number(headers["webhook-timestamp"]),
    headers,
  }
}

/** @returns the delivery's id, which identifies a message among all that are on their way. */
export function deliveryIdOf(headers: Record<string, unknown> | undefined): string {
  return String(headers?.["webhook-delivery-id"])
}

/** @returns the queue, or the exchange and routing key, in words for an operator. */
export function destinationOf({ exchange, routing_key }: AmqpTarget): string {
  return exchange === ""
    ? `the queue "${routing_key}"`
    : `the exchange "${exchange}" with the routing key "${routing_key}"`
}
