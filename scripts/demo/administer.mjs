import { step } from "../lib/progress.mjs"
import { call, client } from "./http.mjs"

const SUBSCRIPTION = "Demo partner"
const EVENTS = ["order.*", "customer.*", "compliance.*"]
const SOURCE = { name: "Demo EMR", slug: "emr", scheme: "standard" }

/** Logs in as the seeded admin and returns the admin API. */
export async function logIn(url, admin) {
  const { token } = await call("POST", `${url}/auth/user/emailpass`, { json: admin })
  return client(url, { authorization: `Bearer ${token}` })
}

/** Subscribes the partner. The subscription of an earlier run is pointed at the new receiver, with a new secret. */
export function subscribe(admin, partner) {
  return step("subscribe", "subscribing the partner", async (say) => {
    const wanted = { name: SUBSCRIPTION, url: partner.url, events: EVENTS }
    const query = new URLSearchParams({ q: SUBSCRIPTION })
    const { subscriptions } = await admin.get(`/admin/webhooks/subscriptions?${query}`)
    const existing = subscriptions.find(({ name }) => name === SUBSCRIPTION)
    say(`the partner at ${partner.url} subscribes to ${EVENTS.join(", ")}`)
    if (!existing) {
      partner.useSecret((await admin.post("/admin/webhooks/subscriptions", wanted)).secret)
      return
    }
    const path = `/admin/webhooks/subscriptions/${existing.id}`
    // The secret first: what is still owed from an earlier run goes out as soon as the address is right.
    partner.useSecret((await admin.post(`${path}/rotate-secret`, { grace_period_seconds: 0 })).secret)
    await admin.post(path, { ...wanted, active: true })
  })
}

/** Registers the EMR as a partner that calls us, and returns the secret it signs with. */
export function registerEmr(admin) {
  return step("source", "registering the EMR", async (say) => {
    const { sources } = await admin.get("/admin/webhooks/sources")
    const existing = sources.find(({ slug }) => slug === SOURCE.slug)
    say(`the EMR may call /webhooks/${SOURCE.slug}/…, signed`)
    const path = existing ? `/admin/webhooks/sources/${existing.id}/rotate-secret` : "/admin/webhooks/sources"
    const { secret } = await admin.post(path, existing ? { grace_period_seconds: 0 } : SOURCE)
    return secret
  })
}

/** Customers in Texas have to be verified by a video consultation, every year. */
export function requireVerification(admin) {
  return step("rule", "making a rule for Texas", async (say) => {
    const path = "/admin/compliance/region-requirements"
    const { count } = await admin.get(`${path}?region_code=US-TX`)
    if (count === 0) await admin.post(path, { region_code: "US-TX", validity_days: 365 })
    say("whoever orders to Texas has to be verified by a video consultation first")
  })
}
