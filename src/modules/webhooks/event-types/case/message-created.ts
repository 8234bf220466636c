import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { CASE_VERSIONS, guid, instant } from "./_case"

export default defineEventType({
  name: "case.message_created",
  title: "New message",
  description:
    "A message about a case was written. It is not sent to its sender. The body is the same in every version.",
  schema: z.looseObject({
    id: z.union([z.number().int(), z.string()]),
    guid,
    content: z.string(),
    type: z.string().nullish(),
    createdAt: instant.nullish(),
    updatedAt: instant.nullish(),
  }),
  example: {
    id: 59076,
    guid: "f5afa004-f48c-4380-9f9b-cc9afa0dd7de",
    content: "The external workshop updated the status to Product received.",
    type: "serviceComment",
    createdAt: "2019-11-25T10:33:54.283Z",
    updatedAt: "2019-11-25T10:33:54.283Z",
  },
  versions: CASE_VERSIONS,
  subject: (data) => data.guid,
  counterpartOnly: true,
  deliveryDefaults: { format: "bare" },
})
