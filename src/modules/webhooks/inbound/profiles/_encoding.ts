export type Encoding = "hex" | "base64"

/**
 * Decodes what a caller sent. `Buffer.from` skips characters that don't belong: two texts would be one signature.
 * @returns the bytes, or `null` where the text is not exactly that many bytes.
 */
export function decoded(text: string, encoding: Encoding, bytes: number): Buffer | null {
  const shape = encoding === "hex" ? /^([0-9a-f]{2})+$/i : /^[A-Za-z0-9+/]+={0,2}$/
  if (!shape.test(text)) return null
  const buffer = Buffer.from(text, encoding)
  return buffer.length === bytes ? buffer : null
}
