import { generateKeyPairSync, sign } from "node:crypto"
import { startReceiver, type Receiver } from "../receivers/receiver"
import { until } from "../until"
import { api, expectOk, type Api, type ApiResponse } from "./api"
import { newSource, type CallAnswer } from "./emr"
import { registerCustomer, texanAddress, type Customer } from "./shopper"
import { COMPLETED_CALLS, type CallSubject, type VendorCall } from "./vendor-calls"

export const VENDOR_CREDENTIAL = "Bearer credential-for-the-vendor"
const OTHER_SECRET = "another-secret-of-the-tests"
const MINUTE_MS = 60_000

/** A vendor's server: it answers a fetch only with the credential that the source was given. */
export interface FakeVendor {
  /** For the source's `fetch_url`. */
  url: string
  receiver: Receiver
  /** What is answered from now on, by path. */
  knows(fetched: Record<string, unknown>): void
  stop(): Promise<void>
}

export async function startVendor(): Promise<FakeVendor> {
  const receiver = await startReceiver()
  const known = new Map<string, unknown>()
  receiver.respondWith(({ path, headers }) => {
    if (headers.authorization !== VENDOR_CREDENTIAL) return { status: 401 }
    return known.has(path) ? { body: JSON.stringify(known.get(path)) } : { status: 404 }
  })
  return {
    url: `${receiver.url}/v2`,
    receiver,
    knows: (fetched) => Object.entries(fetched).forEach(([path, answer]) => known.set(`/v2${path}`, answer)),
    stop: () => receiver.stop(),
  }
}

/** A source that takes a vendor's calls, as staff creates it. */
export interface VendorSource {
  id: string
  slug: string
  /** Where the vendor calls: part of what Healthie signs. */
  url: string
}

/** @param example any call of the vendor, for the settings and the secret. */
export async function vendorSource(
  admin: Api,
  shopUrl: string,
  { profile, settings, secret }: VendorCall,
  fields: Record<string, unknown> = {}
): Promise<VendorSource> {
  const given = { profile, settings, ...(secret === undefined ? {} : { secret }), ...fields }
  const { id, slug } = await newSource(admin, given)
  return { id, slug, url: `${shopUrl}/webhooks/${slug}` }
}

/** What is fetched has to come from somewhere: the fields of a source for that. */
export function fetchedFrom({ url }: FakeVendor): Record<string, unknown> {
  return { fetch_url: url, fetch_credential: VENDOR_CREDENTIAL }
}

/** Posts a call to the URL that it was made for. @param body other bytes than those that were signed. */
export function post(call: VendorCall, body: string | Uint8Array = call.body): Promise<ApiResponse<CallAnswer>> {
  const { origin, pathname } = new URL(call.url)
  return api(origin).postRaw<CallAnswer>(pathname, body, call.headers)
}

/** The call as somebody signs it who does not have the vendor's key. */
export function forgedCall(profile: string, subject: CallSubject): VendorCall {
  const call = COMPLETED_CALLS[profile]?.({ ...subject, secret: OTHER_SECRET })
  if (!call) throw new Error(`there are no calls of ${profile}`)
  if (call.secret !== undefined) return call
  const { privateKey } = generateKeyPairSync("ed25519")
  const signature = sign(null, Buffer.from(call.body), privateKey).toString("base64")
  return { ...call, headers: Object.fromEntries(Object.keys(call.headers).map((name) => [name, signature])) }
}

/** The bytes with one bit changed. */
export function flipped(body: string): Buffer {
  const changed = Buffer.from(body)
  changed.writeUInt8((changed.at(-3) ?? 0) ^ 1, changed.length - 3)
  return changed
}

let subjectCount = 0

/** A patient, an appointment and a provider that no other test has; a call that was over ten minutes ago. */
export function newSubject({ url }: Pick<VendorSource, "url">): CallSubject {
  const id = `${process.pid}${Date.now() % 1_000_000}${++subjectCount}`
  const at = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 10 * MINUTE_MS)
  return { patient: `1${id}`, appointment: `2${id}`, provider: `3${id}`, at, url }
}

export async function texan(shopUrl: string): Promise<Customer> {
  const customer = await registerCustomer(shopUrl)
  expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
  return customer
}

/** What the shop knows, read as staff reads it. */
export function recordsOf(admin: Api) {
  type Establishment = { id: string; region_code: string; status: string; appointment_id: string; provider_id: string }
  type Message = { id: string; kind: string; status: string; cause: string | null; next_try_at: string | null }

  const establishments = async (customerId: string) =>
    expectOk(
      await admin.get<{ establishments: Establishment[] }>(`/admin/compliance/establishments?customer_id=${customerId}`)
    ).establishments

  const messages = async (sourceId: string) =>
    expectOk(
      await admin.get<{ inbound_messages: Message[] }>(
        `/admin/webhooks/inbound-messages?source_id=${sourceId}&limit=200`
      )
    ).inbound_messages

  return {
    establishments,
    messages,

    /** Of the customer's establishments. */
    async fulfilledEvents(customerId: string) {
      const path = "/admin/webhooks/events?type=compliance.establishment_fulfilled&limit=200"
      const { events } = expectOk(await admin.get<{ events: { id: string; subject: string }[] }>(path))
      const ids = (await establishments(customerId)).map(({ id }) => id)
      return events.filter(({ subject }) => ids.includes(subject))
    },

    /** Waits until each of the source's messages was tried, and says what became of them. */
    tried: (sourceId: string) =>
      until(
        async () => {
          const found = await messages(sourceId)
          return found.every(({ status }) => status !== "received") && found
        },
        { what: "the source's messages to be tried" }
      ),
  }
}
