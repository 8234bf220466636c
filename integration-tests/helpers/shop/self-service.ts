import { api, expectOk, type Api } from "./api"
import { shopUnderTest } from "./shop-under-test"

export interface PartnerRecord {
  id: string
  application_id: string
  account_id: string | null
  events: string[]
  active: boolean
  failed_logins: number
  locked_until: string | null
}

export interface SelfServicePartner {
  partner: PartnerRecord
  password: string
  /** By HTTP Basic. */
  api: Api
  /** What the document's routes take, `accountId` and `userId` empty. */
  auth: { applicationId: string; applicationPassword: string; accountId: string; userId: string }
  stop(): Promise<void>
}

const PATH = "/admin/webhooks/partners"

/** Registers a partner that looks after its own subscriptions. */
export async function registerSelfService(
  admin: Api,
  fields: { events: string[] } & Record<string, unknown>
): Promise<SelfServicePartner> {
  const made = expectOk(
    await admin.post<{ partner: PartnerRecord; application_password: string }>(PATH, {
      name: "Partner under test",
      ...fields,
    })
  )
  const { partner, application_password: password } = made
  return {
    partner,
    password,
    api: partnerApi(partner.application_id, password),
    auth: { applicationId: partner.application_id, applicationPassword: password, accountId: "", userId: "" },
    stop: async () => void (await admin.delete(`${PATH}/${partner.id}`)),
  }
}

let addressCount = 0

/** A client of these credentials, calling from an address of its own: wrong passwords of other tests don't count against it. */
export function partnerApi(applicationId: string, password: string): Api {
  return api(shopUnderTest.url(), {
    authorization: `Basic ${Buffer.from(`${applicationId}:${password}`).toString("base64")}`,
    "x-forwarded-for": `198.51.100.${++addressCount % 250}`,
  })
}
