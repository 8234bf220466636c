import { readdirSync } from "node:fs"
import { join, resolve } from "node:path"
import { isWithIssues } from "../_http/issues"

const API = resolve(__dirname, "..")
/** They answer in the form that another system asks for. */
const OWN_FORM = ["webhooks/partner/io/"]

const routes = (readdirSync(API, { recursive: true }) as string[]).filter(
  (file) => file.endsWith("route.ts") && !OWN_FORM.some((folder) => file.startsWith(folder))
)

test.each(routes)("%s names the fields of what it refuses", async (file) => {
  const { default: _module, ...exported } = (await import(join(API, file))) as Record<string, object>
  const handlers = Object.values(exported)
  expect(handlers.length).toBeGreaterThan(0)
  for (const handler of handlers) expect(isWithIssues(handler)).toBe(true)
})
