import { expectOk, type Api } from "./api"

export interface PublishedEvent {
  event: { id: string; data: Record<string, unknown>; nothing_changed: boolean } & Record<string, unknown>
  deliveries_count: number
}

/** Publishes through the admin API. */
export async function publishEvent(
  admin: Api,
  input: { type: string; data: unknown } & Record<string, unknown>
): Promise<PublishedEvent> {
  return expectOk(await admin.post<PublishedEvent>("/admin/webhooks/events", input))
}
