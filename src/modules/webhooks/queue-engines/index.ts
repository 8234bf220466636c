import { discover } from "../../../utils/discover"
import type { WebhooksOptions } from "../options"
import type { QueueEngine } from "../queue-engine"
import type { EngineDefinition, EngineParts } from "./_definition"

/** Reads the engines of a folder, and stops the boot at one that could not be opened. */
export function readEngines(folder: string): ReadonlyMap<string, EngineDefinition> {
  return discover<EngineDefinition>(folder, ({ id, open }) => (typeof open === "function" ? id : null))
}

/** The engines by id. One file in this folder adds one. */
const ENGINES = readEngines(__dirname)

/** The engine that the options ask for: by name, or by what only that engine needs. */
export function openEngine(parts: EngineParts, engines = ENGINES): QueueEngine {
  return engineFor(parts.options, engines).open(parts)
}

/** @throws Error with the choice, where the options ask for none or for several: the boot stops. */
function engineFor(options: WebhooksOptions, engines: ReadonlyMap<string, EngineDefinition>): EngineDefinition {
  const all = [...engines.values()]
  const named = all.filter(({ id }) => id === options.engine)
  const wanting = all.filter(({ wants }) => wants?.(options))
  const otherwise = all.filter(({ wants }) => wants === undefined)
  const candidates = options.engine !== undefined ? named : wanting.length > 0 ? wanting : otherwise
  const [engine, ...others] = candidates
  if (engine && others.length === 0) return engine
  const asked = options.engine ?? candidates.map(({ id }) => id).join(" and ")
  // eslint-disable-next-line @medusajs/use-medusa-error-not-generic-error -- it stops the boot, no caller sees it
  throw new Error(`webhooks: engine must be one of ${[...engines.keys()].join(", ")}, and only one, not "${asked}"`)
}
