import { z } from "@medusajs/framework/zod"
import { changedKeys } from "../../core/changed-keys"
import { isRecord } from "../../core/problem"
import { defineEventType } from "../../event-type"
import { CASE_VERSIONS, guid } from "./_case"

/** A part of a case; `null` means that the part was removed. */
const part = z.looseObject({}).nullish()

/** Sent even when unchanged: without the guid, a receiver could not know which case changed. */
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
  /** Without `previous`, `data` is taken as the changes themselves. */
  derive(data, previous) {
    if (!isRecord(previous)) return { data, changed: true }
    const { changes, changed } = changedKeys(previous, data, ALWAYS)
    return { data: { ...changes, guid: data.guid }, previous: changedKeys(data, previous, ALWAYS).changes, changed }
  },
  deliveryDefaults: { format: "bare" },
})
