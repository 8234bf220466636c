import type { SecretBox } from "../core/secret-box"

/** Far above the live secrets of a shop; at the limit all are forgotten, and opened again as they come. */
const MAX_REMEMBERED = 10_000

/** Sealed texts that were opened lately: a subscription's secret is the same at every delivery. */
export class DecryptedCache {
  private readonly opened = new Map<string, string>()

  constructor(private readonly box: SecretBox) {}

  open(sealed: string): string {
    const known = this.opened.get(sealed)
    if (known !== undefined) return known
    const clear = this.box.open(sealed)
    if (this.opened.size >= MAX_REMEMBERED) this.opened.clear()
    this.opened.set(sealed, clear)
    return clear
  }
}
