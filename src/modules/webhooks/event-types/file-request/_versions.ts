import { isRecord } from "../../core/problem"
import { toCamel, toSnake, withKeys } from "./_letter-case"

type Fields = Record<string, unknown>

/** Fields that only v2 has: `null` when the data was published in the shape of v1. */
const CAMEL_ONLY = { expiresAt: null, filesUpdateWebhookUrl: null }
const CAMEL_ONLY_OF_FILE = { description: null, imageHeight: null, imageWidth: null, photoCreatedAt: null }

/** @returns a file request in the shape of v1: snake_case; of its users only ids, and the name of the staff member. */
export function toV1(fileRequest: Fields): Fields {
  if (isSnake(fileRequest)) return fileRequest
  const { patientUser, staffUser, ...fields } = fileRequest
  return {
    ...(withKeys(fields, toSnake) as Fields),
    ...("patientUser" in fileRequest ? { patient_id: fieldOf(patientUser, "id") } : {}),
    ...("staffUser" in fileRequest
      ? { staff_id: fieldOf(staffUser, "id"), staff_name: fieldOf(staffUser, "displayName") }
      : {}),
  }
}

/** @returns a file request in the shape of v2: camelCase, with its users; fields that v1 does not have are `null`. */
export function toV2(fileRequest: Fields): Fields {
  if (isCamel(fileRequest)) return fileRequest
  const { patient_id, staff_id, staff_name, ...fields } = fileRequest
  const camel = withKeys(fields, toCamel) as Fields
  return {
    ...CAMEL_ONLY,
    ...camel,
    ...(Array.isArray(camel.files)
      ? { files: camel.files.map((file: Fields) => ({ ...CAMEL_ONLY_OF_FILE, ...file })) }
      : {}),
    ...("patient_id" in fileRequest ? { patientUser: userOf(patient_id, null) } : {}),
    ...("staff_id" in fileRequest ? { staffUser: userOf(staff_id, staff_name ?? null) } : {}),
  }
}

function userOf(id: unknown, displayName: unknown): Fields | null {
  if (id === null || id === undefined) return null
  return { id, displayName, firstName: null, lastName: null, profilePictureUrl: null }
}

function fieldOf(user: unknown, key: string): unknown {
  return isRecord(user) ? (user[key] ?? null) : null
}

/** Recognises the shape by the top-level keys: a body that has the wanted shape is sent unchanged. */
function isSnake(fields: Fields): boolean {
  return !Object.keys(fields).some((key) => /[A-Z]/.test(key))
}

function isCamel(fields: Fields): boolean {
  return !Object.keys(fields).some((key) => key.includes("_"))
}
