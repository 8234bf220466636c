import { readdirSync } from "node:fs"
import { join, parse } from "node:path"

/**
 * Reads the definitions of a folder and its subfolders: the default export of each `.ts` or `.js` file, by its id.
 * Skipped are `index`, names that begin with `_`, declarations, specs and `__tests__`.
 *
 * @param only the one file name (without extension) that counts, where each definition has a folder of its own.
 * @throws Error naming the file, when a file fails to import, has no definition, or repeats an id: a definition that is
 *   skipped silently would be an event that is never published.
 */
export function discover<T>(folder: string, idOf: (definition: T) => unknown, only?: string): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const file of filesOf(folder, only)) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- Medusa loads this code as CommonJS, and a folder is read at load
    const definition = (require(file) as { default?: T }).default
    const id = definition === undefined ? undefined : idOf(definition)
    if (definition === undefined || typeof id !== "string" || id === "") {
      throw new Error(`${file}: must default-export a definition with an id`)
    }
    if (found.has(id)) throw new Error(`${file}: the id "${id}" is taken by another file`)
    found.set(id, definition)
  }
  return found
}

function filesOf(folder: string, only: string | undefined): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const { name, ext } = parse(entry.name)
      if (entry.isDirectory()) return entry.name.startsWith("_") ? [] : filesOf(join(folder, entry.name), only)
      const skipped =
        ![".ts", ".js"].includes(ext) ||
        /^(index|_.*)$|\.(d|spec|test)$/.test(name) ||
        (only !== undefined && name !== only)
      return skipped ? [] : [join(folder, entry.name)]
    })
}
