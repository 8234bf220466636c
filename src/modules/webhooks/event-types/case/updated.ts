import { z } from "@medusajs/framework/zod"
import { changedKeys } from "../../core/changed-keys"
import { isRecord } from "../../core/problem"
import { defineEventType } from "../../event-type"
import { CASE_VERSIONS, guid } from "./_case"

/** `null` says that it was removed. */
const part = z.looseObject({}).nullish()

/** Told always: without it the changes would belong to no case. */
const ALWAYS = ["guid"]

export default defineEventType({
  name: "case.updated",
  title: "Case updated",
  description:
    "A case was changed: changed keys only, removed ones as null, lists whole. Goes to the other party. The body is the same in every version.",
  schema: z.looseObject({
    guid,
    orderData: part,
    productData: part,
    customer: part,
    consumer: part,
    pickupDst: part,
    returnDst: part,
    sender: part,
  }),
  example: {
    guid: "989d0f73-f87a-4dfe-98eb-554a44233cef",
    orderData: { refNo: "REF", serial: null },
    productData: { model: "Tesla Cybertruck", accessory: ["1180"] },
    consumer: { firstName: "Elon", lastName: "Musk" },
    sender: { address: "Somestreet, 123" },
  },
  versions: CASE_VERSIONS,
  subject: (data) => data.guid,
  counterpartOnly: true,
  /** Without the case as it was, `data` is taken for the changes themselves. */
  derive(data, previous) {
    if (!isRecord(previous)) return { data, changed: true }
    const { changes, changed } = changedKeys(previous, data, ALWAYS)
    return { data: { ...changes, guid: data.guid }, previous: changedKeys(data, previous, ALWAYS).changes, changed }
  },
  deliveryDefaults: { format: "bare" },
})
