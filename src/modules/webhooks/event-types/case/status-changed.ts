import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { exampleStatus, statusFields } from "./_case"

const { guid, name, key, ...instants } = exampleStatus

export default defineEventType({
  name: "case.status_changed",
  title: "Status transition",
  description: "A case went from one status to another.",
  schema: z.looseObject({
    id: z.union([z.number().int(), z.string()]).optional(),
    ...statusFields,
    prevKey: z.string().nullable().describe("null where the receiver has seen no status before"),
    case: z.looseObject({}).nullish().describe("the case itself"),
  }),
  example: { id: 123, guid, name, key, prevKey: "arrived", ...instants, case: {} },
  versions: ["v3"],
  subject: (data) => data.guid,
  transition: { value: "key", previous: "prevKey" },
  deliveryDefaults: { format: "bare" },
})
