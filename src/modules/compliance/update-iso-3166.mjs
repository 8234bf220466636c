// Writes `core/iso-3166-table.ts` from the npm package `iso-3166`; with `--check`, only says whether it is current.
//
//   npm install --save-dev iso-3166@latest && node src/modules/compliance/update-iso-3166.mjs
//
// The table is a copy because the package exists as an ES module only: Jest with
// `--experimental-vm-modules`, which Medusa's test runners need, refuses to `require`
// one, so everybody who tests a shop with this module in it would have to map it away.

import { readFileSync, writeFileSync } from "node:fs"
import { iso31661, iso31662 } from "iso-3166"

const table = new URL("./core/iso-3166-table.ts", import.meta.url)
const licence = readFileSync(new URL("./license", import.meta.resolve("iso-3166")), "utf8")

const lines = iso31661.map(({ alpha2, alpha3 }) => {
  const subdivisions = iso31662
    .filter(({ code }) => code.startsWith(`${alpha2}-`))
    .map(({ code, name, parent }) => `${code.slice(3)}${parent === alpha2 ? "" : `<${parent.slice(3)}`} ${name}`)
  return `  ${JSON.stringify([`${alpha2} ${alpha3}`, ...subdivisions].join("|"))},`
})

const text = `// Written by \`update-iso-3166.mjs\` from the npm package iso-3166, under this licence:
//
${licence
  .trim()
  .split("\n")
  .map((line) => `// ${line}`.trimEnd())
  .join("\n")}

/**
 * ISO 3166-1 and ISO 3166-2, a country a line: \`AA AAA\`, then each subdivision as
 * \`|CODE NAME\`, or \`|CODE<OUTER NAME\` when it lies within another of the country's;
 * codes without their country.
 */
export const ISO_3166_TABLE: readonly string[] = [
${lines.join("\n")}
]
`

if (!process.argv.includes("--check")) {
  writeFileSync(table, text)
} else if (readFileSync(table, "utf8") !== text) {
  console.error("core/iso-3166-table.ts is not what the installed iso-3166 says: run update-iso-3166.mjs")
  process.exitCode = 1
}
