import { createHmac } from "node:crypto"
import { Pool } from "undici"
import type { Claimed } from "./tables"

/** A request that was answered. */
export interface Answered {
  delivery_id: string
  response_code: number
  duration_ms: number
  started_at: Date
}

/** Signed POSTs over kept connections. */
export function openSender(origin: string, connections: number, secret: Buffer) {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  return {
    async send({ id, event_id, path, type, data, created_at }: Claimed): Promise<Answered> {
      const startedAt = new Date()
      const body = `{"id":"${event_id}","type":"${type}","created_at":"${created_at.toISOString()}","data":${data}}`
      const timestamp = String(Math.floor(startedAt.getTime() / 1_000))
      const signature = createHmac("sha256", secret).update(`${event_id}.${timestamp}.`).update(body).digest("base64")
      const answer = await pool.request({
        path,
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "webhook-id": event_id,
          "webhook-timestamp": timestamp,
          "webhook-signature": `v1,${signature}`,
          "webhook-delivery-id": id,
        },
      })
      await answer.body.dump()
      return {
        delivery_id: id,
        response_code: answer.statusCode,
        duration_ms: Date.now() - startedAt.getTime(),
        started_at: startedAt,
      }
    },
    close: () => pool.close(),
  }
}
