import type { Logger } from "@medusajs/framework/types"
import type { WebhooksOptions } from "../options"
import type { DueWork, QueueEngine } from "../queue-engine"
import type { Db } from "../store/db"

export interface EngineParts {
  work: DueWork
  db: Db
  options: WebhooksOptions
  logger: Logger
}

/** One file in this folder adds an engine: its default export is this. */
export interface EngineDefinition {
  /** What the option `engine` names it by. */
  id: string
  /**
   * Whether the options ask for it without naming it. The one engine that leaves this out runs when no other is asked for.
   */
  wants?(options: WebhooksOptions): boolean
  open(parts: EngineParts): QueueEngine
}

/** Names the shape of an engine's file. */
export function defineEngine(definition: EngineDefinition): EngineDefinition {
  return definition
}
