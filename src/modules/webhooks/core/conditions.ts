import {
  $all,
  $and,
  $elemMatch,
  $eq,
  $exists,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $ne,
  $nin,
  $nor,
  $not,
  $or,
  $size,
  createQueryTester,
} from "sift"
import { conditionsProblem } from "./condition-problem"
import { sameJson } from "./same-json"

export { conditionsProblem }

/** The part of an event that conditions are evaluated against. */
export interface ConditionDocument {
  type: string
  data: unknown
  previous: unknown
  account_id: string | null
  actor: string | null
}

/**
 * All operators that conditions may use. No `$where`: it runs code. No `$regex`: a partner's pattern would run while an
 * event is being published, and a crafted one can keep JavaScript's matcher busy for years; use `$in` instead.
 */
const operations = {
  $all,
  $and,
  $elemMatch,
  $eq,
  $exists,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $ne,
  $nin,
  $nor,
  $not,
  $or,
  $size,
}

type Tester = (document: ConditionDocument) => boolean

/** Compiled conditions, by the object they were compiled from: a batch evaluates one subscription's conditions for every event. */
const testers = new WeakMap<object, Tester>()

/**
 * @param conditions as stored: a MongoDB query over the event, or `null` for every event. `{ "previous.key": "X" }` is
 *   "X changed to anything". As in MongoDB, what is missing equals `null`, and so it also meets `$ne`, `$nin` and `$not`.
 * @returns whether the event meets the conditions. No event meets conditions that {@link conditionsProblem} would refuse.
 */
export function matchesConditions(conditions: unknown, document: ConditionDocument): boolean {
  if (conditions === null || conditions === undefined) return true
  if (typeof conditions !== "object") return false
  try {
    const tester = testers.get(conditions) ?? testerOf(conditions)
    testers.set(conditions, tester)
    return tester(document)
  } catch {
    // Throwing here would keep the event from all other subscriptions.
    return false
  }
}

function testerOf(conditions: object): Tester {
  if (conditionsProblem(conditions) !== null) return () => false
  // Copied, because sift treats only objects with a prototype as queries.
  return createQueryTester<ConditionDocument>(JSON.parse(JSON.stringify(conditions)), { operations, compare: areEqual })
}

/** Replaces sift's comparison, which takes seconds to find a hundred values in the longest list that fits into a body. */
function areEqual(wanted: unknown, found: unknown): boolean {
  if ((wanted ?? null) === (found ?? null)) return true
  return typeof wanted === "object" && typeof found === "object" && sameJson(wanted, found)
}
