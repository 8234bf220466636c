import { discover } from "../../../../utils/discover"
import type { Format, FormatId } from "../format"

/** Reads the formats of a folder. @throws Error, which stops the boot, when a file has no `render`. */
export function readFormats(folder: string): ReadonlyMap<string, Format> {
  return discover<Format>(folder, ({ id, render }) => (typeof render === "function" ? id : null))
}

/** The formats by id. One file in this folder adds one. */
export const FORMATS = Object.fromEntries(readFormats(__dirname)) as Readonly<
  Record<FormatId, Format> & { standard: Format }
>
export const FORMAT_IDS = Object.keys(FORMATS) as [FormatId, ...FormatId[]]
