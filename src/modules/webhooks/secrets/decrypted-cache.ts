import type { SecretBox } from "../core/secret-box"

/** Entries; far more than a shop has live secrets. At the limit the cache is cleared. */
const MAX_REMEMBERED = 10_000

/** Caches decrypted texts by their ciphertext: a subscription's secret is the same for every delivery. */
export class DecryptedCache {
  private readonly opened = new Map<string, string>()

  constructor(private readonly box: SecretBox) {}

  /** @returns the decrypted text. @throws Error when its key is not configured any more. */
  open(sealed: string): string {
    const known = this.opened.get(sealed)
    if (known !== undefined) return known
    const clear = this.box.open(sealed)
    if (this.opened.size >= MAX_REMEMBERED) this.opened.clear()
    this.opened.set(sealed, clear)
    return clear
  }

  /** @returns the decrypted text; `null` when its key is not configured any more, or the text was altered. */
  tryOpen(sealed: string): string | null {
    try {
      return this.open(sealed)
    } catch {
      return null
    }
  }
}
