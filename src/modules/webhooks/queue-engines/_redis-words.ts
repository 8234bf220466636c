/** Characters of an answer that is not known here. */
const SHOWN = 200

/** What Redis's own error codes mean for wake-ups. */
const MEANINGS: Record<string, string> = {
  OOM: "Redis is full (OOM)",
  READONLY: "Redis is read-only (READONLY): a replica, or a primary that was replaced",
  NOAUTH: "Redis wants a password (NOAUTH)",
  WRONGPASS: "Redis refuses user or password (WRONGPASS)",
  LOADING: "Redis is still loading its data (LOADING)",
  MISCONF: "Redis can't write to its disk, and takes nothing (MISCONF)",
  MASTERDOWN: "Redis has lost its primary (MASTERDOWN)",
}

/** What Redis or the connection to it refused, in words. */
export class RedisFault extends Error {
  override name = "RedisFault"

  constructor(cause: unknown) {
    super(redisFault(cause), { cause })
  }
}

/** What an error of Redis or of the connection to it says, for staff. Never has the URL in it, which may hold a password. */
export function redisFault(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const code = /^-?([A-Z]{3,})\b/.exec(message)?.[1] ?? ""
  if (code === "NOPERM") {
    const command = /'([a-z|]+)' command/i.exec(message)?.[1]
    return command ? `Redis refuses the command ${command.toUpperCase()} (NOPERM)` : "Redis refuses a command (NOPERM)"
  }
  if (message.includes("user executing the script can't run")) return "Redis refuses a command (NOPERM)"
  const meaning = MEANINGS[code]
  if (meaning) return meaning
  if (message === "Command timed out") return "Redis does not answer"
  if (message === "Connection is closed.") return "Redis closed the connection"
  if (/\bE[A-Z]{4,}\b/.test(message)) return `Redis can't be reached: ${message.slice(0, SHOWN)}`
  return message.startsWith("Redis ") ? message : `Redis: ${message.slice(0, SHOWN)}`
}
