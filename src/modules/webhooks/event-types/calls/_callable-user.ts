import { z } from "@medusajs/framework/zod"

/** A telephone number in E.164: country code first, 15 digits at most. */
const E164 = /^\+[1-9]\d{1,14}$/

export const callableUser = z.looseObject({
  mobileNumber: z
    .string()
    .regex(E164, "must be an E.164 number: +, country code and number, digits only, such as +447777123456")
    .describe("E.164, such as +447777123456"),
})

export const exampleCallableUser = { mobileNumber: "+447777123456" }
