import { z } from "@medusajs/framework/zod"
import type { Row } from "../event-type"
import { textOrNull } from "./_read"

const FIELDS = [
  "first_name",
  "last_name",
  "company",
  "address_1",
  "address_2",
  "city",
  "province",
  "postal_code",
  "country_code",
  "phone",
] as const

/** @returns the fields of an address for `query.graph`, each below `path`. */
export function addressFields(path: string): string[] {
  return FIELDS.map((field) => `${path}.${field}`)
}

const line = z.string().nullable()

export const postalAddress = z.looseObject({
  first_name: line,
  last_name: line,
  company: line,
  address_1: line,
  address_2: line,
  city: line,
  province: line.describe("As the shop holds it: ISO 3166-2 code, its last part, or a name"),
  postal_code: line,
  country_code: line.describe("ISO 3166-1 alpha-2, lower case"),
  phone: line,
})
export type PostalAddress = Record<(typeof FIELDS)[number], string | null>

/** @returns a postal address from a row; fields that are absent or empty become `null`. */
export function postalAddressOf(row: Row): PostalAddress {
  return Object.fromEntries(FIELDS.map((field) => [field, textOrNull(row[field])])) as PostalAddress
}

export const examplePostalAddress: PostalAddress = {
  first_name: "Ada",
  last_name: "Lovelace",
  company: null,
  address_1: "600 Congress Ave",
  address_2: "Floor 14",
  city: "Austin",
  province: "us-tx",
  postal_code: "78701",
  country_code: "us",
  phone: "+15125550100",
}
