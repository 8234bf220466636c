import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { CASE_VERSIONS, guid } from "./_case"

export default defineEventType({
  name: "case.file_uploaded",
  title: "New file uploaded",
  description: "Files were added to a case. The body is the same in every version.",
  schema: z.looseObject({
    guid,
    files: z.array(z.looseObject({ url: z.string(), name: z.string(), type: z.string().nullish() })).min(1),
  }),
  example: {
    guid: "f5afa004-f48c-4380-9f9b-cc9afa0dd7de",
    files: [
      {
        url: "http://publicly-available-link-to-download-the-file.com/2a6bc44d-81b2-4512-8b83-e6da349fab3f-201920072424556.pdf",
        name: "201920072424556.pdf",
        type: "other",
      },
    ],
  },
  versions: CASE_VERSIONS,
  subject: (data) => data.guid,
  deliveryDefaults: { format: "bare" },
})
