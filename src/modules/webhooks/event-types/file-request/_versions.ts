import { isRecord } from "../../core/problem"
import { toCamel, toSnake, withKeys } from "./_letter-case"

type Fields = Record<string, unknown>

/** Known to v2 alone: `null` where the data is of v1. */
const CAMEL_ONLY = { expiresAt: null, filesUpdateWebhookUrl: null }
const CAMEL_ONLY_OF_FILE = { description: null, imageHeight: null, imageWidth: null, photoCreatedAt: null }

/** A file request as v1 has it: snake_case, and of its users only ids and the name of the staff. */
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

/** A file request as v2 has it: camelCase, with its users; what v1 never knew is `null`. */
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

/** By the keys of the top: a body in the asked shape already is sent untouched. */
function isSnake(fields: Fields): boolean {
  return !Object.keys(fields).some((key) => /[A-Z]/.test(key))
}

function isCamel(fields: Fields): boolean {
  return !Object.keys(fields).some((key) => key.includes("_"))
}
