/** Characters of a reason that is stored with an attempt. */
export const MAX_REASON_CHARACTERS = 500

/** What Postgres refuses in a text: NUL, and half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Surrogate}/gu
const REPLACEMENT = "\uFFFD"

/**
 * A text that Postgres takes: what it refuses becomes U+FFFD. It ends after a whole character: half of a surrogate pair would
 * make the database refuse the attempt, and with it all others of its batch.
 *
 * @param mostCharacters in UTF-16 units, as `length` counts them.
 */
export function storedText(text: string, mostCharacters = Number.POSITIVE_INFINITY): string {
  if (text.length <= mostCharacters) return text.replaceAll(UNSTORABLE, REPLACEMENT)
  const cutsPair =
    isHighSurrogate(text.charCodeAt(mostCharacters - 1)) && isLowSurrogate(text.charCodeAt(mostCharacters))
  return text.slice(0, cutsPair ? mostCharacters - 1 : mostCharacters).replaceAll(UNSTORABLE, REPLACEMENT)
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/** The longest UTF-8 sequence has one leading byte and three of these. */
const MOST_CONTINUATION_BYTES = 3
const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

/** The first bytes of a UTF-8 text as a text that Postgres takes, without the character that the limit would cut in two. */
export function storedTextOfBytes(bytes: Buffer, mostBytes: number): string {
  if (bytes.length <= mostBytes) return storedText(bytes.toString("utf8"))
  let end = mostBytes
  while (end > 0 && mostBytes - end < MOST_CONTINUATION_BYTES && isContinuation(bytes[end])) end--
  // Not UTF-8 at all: there is no character to keep whole.
  if (isContinuation(bytes[end])) end = mostBytes
  return storedText(bytes.subarray(0, end).toString("utf8"))
}
