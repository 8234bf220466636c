const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const TIME_CHARACTERS = 10

/**
 * The smallest id that can have been made at an instant. Ids are ULIDs, which begin with the time, so "older than" is a
 * range of the primary key and needs no index of its own.
 * @example idsBefore: `id < idAt("dlv", cutoff)`
 */
export function idAt(prefix: string, at: Date): string {
  // No ULID is older than 1970: an earlier instant is before all of them.
  let rest = Math.max(0, at.getTime())
  let text = ""
  for (let n = 0; n < TIME_CHARACTERS; n++) {
    text = `${ALPHABET[rest % 32]}${text}`
    rest = Math.floor(rest / 32)
  }
  return `${prefix}_${text}`
}
