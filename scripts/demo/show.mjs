const MAX_STRING_LENGTH = 64
const MAX_KEYS = 6
const MAX_DEPTH = 3
const INDENT = "        "

function shorten(value, depth) {
  if (typeof value === "string" && value.length > MAX_STRING_LENGTH) return `${value.slice(0, MAX_STRING_LENGTH)}…`
  if (value === null || typeof value !== "object") return value
  if (Array.isArray(value)) {
    const rest = value.length > 1 ? [`… ${value.length - 1} more`] : []
    return [...value.slice(0, 1).map((item) => shorten(item, depth + 1)), ...rest]
  }
  const entries = Object.entries(value)
  if (depth >= MAX_DEPTH) return `{ … ${entries.length} keys }`
  const shown = entries.slice(0, MAX_KEYS).map(([key, item]) => [key, shorten(item, depth + 1)])
  if (entries.length > MAX_KEYS) shown.push(["…", `${entries.length - MAX_KEYS} more keys`])
  return Object.fromEntries(shown)
}

/** Prints a webhook as the partner got it, with the verdict on its signature; long bodies are shortened. */
export function showWebhook(webhook) {
  const mark = webhook.verified ? "✓" : "✗"
  const ageMs = webhook.received_at_ms - Date.parse(webhook.created_at)
  console.log(`      ⇢ ${webhook.type}, ${ageMs} ms after the event   ${mark} ${webhook.words}`)
  console.log(`${INDENT}webhook-id: ${webhook.headers["webhook-id"]}`)
  const body = JSON.stringify(shorten(JSON.parse(webhook.raw_body), 0), null, 2)
  console.log(`${body.replaceAll(/^/gm, INDENT)}\n`)
}

/** Prints that a webhook did not come. */
export function showMissing(what, timeoutMs) {
  console.log(`      ✗ ${what} did not arrive within ${timeoutMs / 1000} s\n`)
}
