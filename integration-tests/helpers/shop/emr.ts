import { createHmac } from "node:crypto"
import { Webhook } from "standardwebhooks"
import { expectOk, type Api, type ApiResponse } from "./api"

export interface Source {
  id: string
  secret: string
}

/** Makes sure that the source `emr` exists with this scheme, and that its newest secret is known here. */
export async function emrSource(admin: Api, scheme: "standard" | "hmac-sha256-hex" = "standard"): Promise<Source> {
  const { sources } = expectOk(await admin.get<{ sources: { id: string }[] }>("/admin/webhooks/sources?slug=emr"))
  const [existing] = sources
  if (!existing) {
    const made = await admin.post<{ source: { id: string }; secret: string }>("/admin/webhooks/sources", {
      name: "EMR",
      slug: "emr",
      scheme,
    })
    const { source, secret } = expectOk(made)
    return { id: source.id, secret }
  }
  expectOk(await admin.post(`/admin/webhooks/sources/${existing.id}`, { scheme, active: true }))
  const rotated = await admin.post<{ secret: string }>(`/admin/webhooks/sources/${existing.id}/rotate-secret`, {
    grace_period_seconds: 0,
  })
  return { id: existing.id, secret: expectOk(rotated).secret }
}

let sourceCount = 0

/** A source of a spec's own, which no other spec has called before. */
export async function newSource(admin: Api, fields: Record<string, unknown> = {}): Promise<Source & { slug: string }> {
  const slug = `source-${process.pid}-${Date.now().toString(36)}-${++sourceCount}`
  const made = await admin.post<{ source: { id: string }; secret: string }>("/admin/webhooks/sources", {
    ...{ name: slug, slug },
    ...fields,
  })
  const { source, secret } = expectOk(made)
  return { id: source.id, slug, secret }
}

/** When the calls of this run were over: recently, because a call of last year is no news. */
export const COMPLETED_AT = new Date(Date.now() - 600_000).toISOString()

/** The example of the seed document, for one patient. */
export function videoCall(patientExternalId: string, change: Record<string, unknown> = {}): string {
  return JSON.stringify({
    event: "video_call.completed",
    patient_external_id: patientExternalId,
    appointment_id: `appt_${patientExternalId}`,
    provider_id: "dr_abc",
    call_duration_minutes: 15,
    completed_at: COMPLETED_AT,
    ...change,
  })
}

/** Standard Webhooks headers, made by the reference library. */
export function standardHeaders(
  body: string,
  secret: string,
  messageId: string,
  at = new Date()
): Record<string, string> {
  return {
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(messageId, at, body),
  }
}

export function hexHeaders(body: string, secret: string): Record<string, string> {
  return { "x-webhook-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` }
}

export interface CallAnswer {
  id: string
  status: string
  duplicate?: boolean
  region_code?: string
  cause?: string
  message?: string
  type?: string
}

let messageCount = 0

/** An id that no message of this run has. */
export function nextMessageId(): string {
  return `msg_${process.pid}_${Date.now().toString(36)}_${++messageCount}`
}

/** Signs a body by Standard Webhooks and posts it to a source's door. @param path behind `/webhooks/`: `emr`, `emr/video-call-completed`. */
export function postSigned(
  caller: Api,
  path: string,
  body: string,
  secret: string,
  messageId = nextMessageId()
): Promise<ApiResponse<CallAnswer>> {
  return caller.postRaw<CallAnswer>(`/webhooks/${path}`, body, standardHeaders(body, secret, messageId))
}

export function postVideoCall(
  caller: Api,
  body: string,
  headers: Record<string, string>
): Promise<ApiResponse<CallAnswer>> {
  return caller.postRaw<CallAnswer>("/webhooks/emr/video-call-completed", body, headers)
}
