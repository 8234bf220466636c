import { readFileSync, readdirSync } from "node:fs"
import { isBuiltin } from "node:module"
import { join, resolve } from "node:path"

const ROOT = resolve(__dirname, "../../..")
const IMPORT = /(?:^|\s)(?:from |import |import\(|require\()"([@\w][\w@./-]*)"/g

/** `@scope/name` or `name`, of what may be a path within. */
const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")

function importedPackages(): string[] {
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
  const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.includes("__tests__"))
  const specifiers = sources.flatMap((file) =>
    [...readFileSync(join(ROOT, "src", file), "utf8").matchAll(IMPORT)].map(([, name]) => name!)
  )
  return [...new Set(specifiers.filter((name) => !isBuiltin(name)).map(packageOf))].sort()
}

function installSection(): string {
  const [, rest = ""] = readFileSync(join(ROOT, "README.md"), "utf8").split("## Add it to a shop\n")
  return rest.split("\n## ")[0]!
}

/** README's list lacked `sift` and the dashboard's packages: a shop that was set up by it did not start. */
describe("README's way into a shop", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))
  const versions: Record<string, string> = { ...dependencies, ...devDependencies }
  const section = installSection()
  const packages = importedPackages()

  it("is held against all that the sources import", () => {
    expect(packages).toEqual(expect.arrayContaining(["@medusajs/framework", "react", "sift", "ulid"]))
  })

  it.each(packages)("%s is in package.json, and named there", (name) => {
    expect(Object.keys(versions)).toContain(name)
    expect(section).toMatch(new RegExp(`(?<![\\w/-])${name.replace(".", "\\.")}(?![\\w/-])`))
  })

  it("names the versions of package.json", () => {
    const named = [...section.matchAll(/(?<=\s)((?:@[\w-]+\/)?[\w.-]+)@(\d[\d.]*)/g)].map(([, name, version]) => ({
      name: name!,
      version: version!,
    }))
    expect(named.length).toBeGreaterThan(10)
    for (const { name, version } of named) {
      // An exact one as it stands; of a range, the major version.
      const ours = versions[name]!
      expect(`${name}@${version}`).toBe(`${name}@${/^\d/.test(ours) ? ours : ours.slice(1).split(".")[0]}`)
    }
  })
})
