import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { CASE_VERSIONS, exampleStatus, statusFields } from "./_case"

export default defineEventType({
  name: "case.status_created",
  title: "New status",
  description: "A case was given a status. The body is the same in every version.",
  schema: z.looseObject(statusFields),
  example: exampleStatus,
  versions: CASE_VERSIONS,
  subject: (data) => data.guid,
  transition: { value: "key" },
  deliveryDefaults: { format: "bare" },
})
