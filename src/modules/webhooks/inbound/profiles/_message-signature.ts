import { httpbis } from "http-message-signatures"
import {
  isInnerList,
  parseDictionary,
  serializeItem,
  serializeList,
  type Dictionary,
  type InnerList,
} from "structured-headers"
import type { ReceivedCall } from "../../core/profile"
import type { ReceivedHeaders } from "../../core/signature-scheme"

/** More signatures of one call are ignored: each one is verified by every key. */
const MAX_SIGNATURES = 3
const MAX_COMPONENTS = 30

/** When a signature was made, and until when it counts, in unix seconds; `null` where it does not say so. */
export interface SignatureTimes {
  created: number | null
  expires: number | null
}

/** One signature of RFC 9421: what it covers, its parameters, and the bytes that were signed. */
export interface MessageSignature extends SignatureTimes {
  /** Lower case. */
  components: readonly string[]
  alg: string | null
  signature: Buffer
  base: Buffer
}

/** @returns the times of the signatures that `signature-input` announces, those that can be read. Never throws. */
export function announcedTimes(headers: ReceivedHeaders): SignatureTimes[] {
  return inputsOf(headers).flatMap(([, input]) => timesOf(input) ?? [])
}

/** @returns the signatures of a call, those whose every component it has. What can't be read is none. Never throws. */
export function messageSignaturesOf(call: ReceivedCall): MessageSignature[] {
  const signatures = dictionary(call.headers["signature"])
  return inputsOf(call.headers).flatMap(([label, input]) => {
    const signature = signatures.get(label)?.[0]
    if (!(signature instanceof ArrayBuffer)) return []
    return readSignature(input, Buffer.from(signature), call) ?? []
  })
}

function inputsOf(headers: ReceivedHeaders): [label: string, input: InnerList][] {
  return [...dictionary(headers["signature-input"])]
    .slice(0, MAX_SIGNATURES)
    .flatMap(([label, input]) => (isInnerList(input) ? [[label, input] as [string, InnerList]] : []))
}

function dictionary(header: string | undefined): Dictionary {
  try {
    return parseDictionary(header ?? "")
  } catch {
    return new Map()
  }
}

/** A limit that can't be read is not the same as none: `null`. */
function timesOf([, parameters]: InnerList): SignatureTimes | null {
  const [created, expires] = [parameters.get("created"), parameters.get("expires")]
  const isReadable = [created, expires].every((time) => time === undefined || Number.isInteger(time))
  return isReadable ? { created: seconds(created), expires: seconds(expires) } : null
}

function seconds(time: unknown): number | null {
  return typeof time === "number" ? time : null
}

function readSignature(input: InnerList, signature: Buffer, call: ReceivedCall): MessageSignature | null {
  const [items, parameters] = input
  const times = timesOf(input)
  const fields = items.map((item) => serializeItem(item))
  const components = items.flatMap(([name]) => (typeof name === "string" ? [name.toLowerCase()] : []))
  // The same component twice would be read twice, and by others perhaps as two different ones.
  if (!times || fields.length > MAX_COMPONENTS || new Set(fields).size !== fields.length) return null
  // With parameters a component is another one: ";req" is of a request that this call would answer, and there is none.
  if (components.length !== items.length || items.some(([, flags]) => flags.size > 0)) return null
  const alg = parameters.get("alg")
  try {
    const lines = httpbis.createSignatureBase(
      { fields },
      { method: call.method, url: call.url, headers: present(call) }
    )
    const base = httpbis.formatSignatureBase([...lines, ['"@signature-params"', [serializeList([input])]]])
    return { ...times, components, alg: alg === undefined ? null : String(alg), signature, base: Buffer.from(base) }
  } catch {
    return null
  }
}

function present({ headers }: ReceivedCall): Record<string, string> {
  const received = Object.entries(headers)
  return Object.fromEntries(received.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
