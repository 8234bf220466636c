import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { Json } from "../../../modules/webhooks/core/state-change"
import type { EventType, TrackedSource } from "../../../modules/webhooks/event-type"
import { readRows } from "../../read-rows"
import { webhooksOf } from "../../webhooks-of"

const PAGE = 500

export interface MissedChangesInput {
  from: string
  until: string
}

/**
 * Publishes missed changes of tracked things: of rows that were written in the range, and, one page per run, of things that
 * were published once and are deleted now. Not undone; safe to repeat.
 */
export const publishMissedChangesStep = createStep(
  "webhooks-publish-missed-changes",
  async ({ from, until }: MissedChangesInput, { container }) => {
    let count = 0
    for (const type of webhooksOf(container).catalogue.values()) {
      if (!type.tracked) continue
      count += await publishChanged(type, type.tracked, { $gte: new Date(from), $lt: new Date(until) }, container)
      count += await publishDeleted(type, type.tracked, container)
    }
    return new StepResponse({ count })
  }
)

async function publishChanged(
  type: EventType,
  tracked: TrackedSource<unknown>,
  range: { $gte: Date; $lt: Date },
  container: MedusaContainer
): Promise<number> {
  const webhooks = webhooksOf(container)
  let count = 0
  for (let skip = 0; ; skip += PAGE) {
    const rows = await readRows(container, {
      entity: tracked.entity,
      fields: [...tracked.fields, "created_at"],
      filters: { updated_at: range },
      pagination: { take: PAGE, skip, order: { id: "ASC" } },
    })
    const contents = new Map(rows.map((row): [string, Json] => [String(row.id), tracked.contentOf(row)]))
    for (const trackedId of await webhooks.reconciliation.changed(type, contents)) {
      const row = rows.find(({ id }) => id === trackedId)
      const isNew = new Date(String(row?.created_at)) >= range.$gte
      const published = await webhooks.publishState({
        type: type.name,
        tracked_id: trackedId,
        content: contents.get(trackedId) ?? null,
        isNew,
      })
      if (published) count++
    }
    if (rows.length < PAGE) return count
  }
}

async function publishDeleted(
  type: EventType,
  tracked: TrackedSource<unknown>,
  container: MedusaContainer
): Promise<number> {
  const webhooks = webhooksOf(container)
  const { ids, done } = await webhooks.reconciliation.nextKnownToExist(type, PAGE)
  let count = 0
  if (ids.length > 0) {
    const rows = await readRows(container, { entity: tracked.entity, fields: ["id"], filters: { id: ids } })
    const existing = new Set(rows.map(({ id }) => id))
    for (const trackedId of ids.filter((id) => !existing.has(id))) {
      const input = { type: type.name, tracked_id: trackedId, content: null, isNew: false }
      if (await webhooks.publishState(input)) count++
    }
  }
  await done()
  return count
}
