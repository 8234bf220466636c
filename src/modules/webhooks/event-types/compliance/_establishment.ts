import { z } from "@medusajs/framework/zod"

/** An establishment: a customer's verified status in a region. `id` and `established` are always there, other fields where they are known. */
export const establishment = z.looseObject({
  id: z.string(),
  established: z.boolean(),
  customer_id: z.string().optional(),
  region_code: z.string().optional(),
  status: z.enum(["required", "scheduled", "established", "expired", "revoked"]).optional(),
  required_at: z.iso.datetime().nullish(),
  established_at: z.iso.datetime().nullish(),
  expires_at: z.iso.datetime().nullish(),
  revoked_at: z.iso.datetime().nullish(),
  provider_id: z.string().nullish(),
  appointment_id: z.string().nullish().describe("of the call that counts; of the one to come while scheduled"),
})

export const regionCode = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "expected an ISO 3166-2 code such as US-TX")
  .describe("ISO 3166-2, such as US-TX")

export const establishmentData = z.looseObject({ customer_id: z.string(), region_code: regionCode, establishment })

export const exampleEstablishmentData = {
  customer_id: "cus_01KAMZ5W3B7Y2N8R4D6F9G1H0J",
  region_code: "US-TX",
  establishment: {
    id: "est_01KAMZC5G7",
    customer_id: "cus_01KAMZ5W3B7Y2N8R4D6F9G1H0J",
    region_code: "US-TX",
    status: "established" as const,
    established: true,
    required_at: "2026-01-03T09:00:00.000Z",
    established_at: "2026-01-04T22:30:00.000Z",
    expires_at: "2027-01-04T22:30:00.000Z",
    revoked_at: null,
    provider_id: "dr_abc",
    appointment_id: "appt_789",
  },
}
