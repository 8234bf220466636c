import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { eventPages } from "../src/modules/webhooks/event-docs/pages"
import { eventTypes } from "../src/modules/webhooks/event-types"

/** Writes `docs/events/` anew from the catalogue. */
const folder = resolve(__dirname, "../docs/events")
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const pages = eventPages(eventTypes.values())
for (const [file, text] of pages) writeFileSync(join(folder, file), text)
console.log(`docs/events: ${pages.size} pages`)
