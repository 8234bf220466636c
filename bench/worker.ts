import { startWebhooks } from "../integration-tests/helpers/shop/webhooks-module"
import { commandsOf } from "./commands"
import { serve } from "./process"

/**
 * Our module in a process of its own, so that its CPU time and memory are its own. Arguments: name, options as JSON, and as JSON
 * where it works: `databaseUrl` and `publishesOnly` of `Place`.
 */
const [name = "bench", options = "{}", place = "{}"] = process.argv.slice(2)
const { databaseUrl, publishesOnly } = JSON.parse(place) as { databaseUrl?: string; publishesOnly?: boolean }

void startWebhooks(name, JSON.parse(options) as Record<string, unknown>, databaseUrl, { publishesOnly }).then((under) =>
  serve({ ...commandsOf(under), stop: () => under.stop({ keeps_database: databaseUrl !== undefined }) })
)
