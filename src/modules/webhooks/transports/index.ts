import { discover } from "../../../utils/discover"
import type { TransportMetadata } from "../transport"

/** Reads the transports of a folder. @throws Error, which stops the boot, when a `metadata.ts` has no `load`. */
export function readTransports(folder: string): ReadonlyMap<string, TransportMetadata> {
  return discover<TransportMetadata>(folder, ({ id, load }) => (typeof load === "function" ? id : null), "metadata")
}

/** The transports by id. One folder in this folder adds one. */
export const transports: ReadonlyMap<string, TransportMetadata> = readTransports(__dirname)
