import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { CASE_VERSIONS, guid, instant } from "./_case"

const line = z.looseObject({
  line: z.number().int(),
  text: z.string().nullish(),
  type: z.string().nullish(),
  priceNet: z.number(),
  quantity: z.number(),
})

export default defineEventType({
  name: "case.cost_proposal_created",
  title: "New cost proposal",
  description: "A cost proposal was made for a case. The body is the same in every version.",
  schema: z.looseObject({
    id: z.union([z.number().int(), z.string()]),
    guid,
    externalId: z.union([z.string(), z.number()]).nullish(),
    name: z.string().describe("mostly Repair, RUR (return unrepaired) or Scrap"),
    priceNet: z.number(),
    currency: z.string(),
    isActive: z.boolean().nullish(),
    dateValidUntil: z.string().nullish(),
    reaction: z.string().nullish(),
    comment: z.string().nullish(),
    reactionDate: z.string().nullish(),
    reactionName: z.string().nullish(),
    details: z.array(line).nullish(),
    createdAt: instant.nullish(),
    updatedAt: instant.nullish(),
  }),
  example: {
    id: 25532,
    guid: "f5afa004-f48c-4380-9f9b-cafaea0dd7de",
    externalId: null,
    name: "RUR",
    priceNet: 280,
    currency: "SEK",
    isActive: true,
    dateValidUntil: null,
    reaction: null,
    comment: null,
    reactionDate: null,
    reactionName: null,
    details: [{ line: 1, text: "Return unrepaired fee", type: "RUR", priceNet: 280, quantity: 1 }],
    createdAt: "2019-11-25T11:30:29.000Z",
    updatedAt: "2019-11-25T10:43:20.523Z",
  },
  versions: CASE_VERSIONS,
  subject: (data) => data.guid,
  deliveryDefaults: { format: "bare" },
})
