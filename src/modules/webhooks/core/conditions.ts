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

/** An event as conditions see it. */
export interface ConditionDocument {
  type: string
  data: unknown
  previous: unknown
  account_id: string | null
  actor: string | null
}

/**
 * Everything conditions can do. No `$where`: it runs code. No `$regex`: it would run a partner's pattern while an event
 * is being published, and JavaScript's matcher can be made to run for years; `$in` names what is wanted.
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

/** One subscription's conditions meet every event of a batch. */
const testers = new WeakMap<object, Tester>()

/**
 * @param conditions as stored: a MongoDB query over the event, or `null` for every event. `{ "previous.key": "X" }` is
 *   "X changed to anything". As in MongoDB, what is missing equals `null`, and so it also meets `$ne`, `$nin` and `$not`.
 * @returns whether the event meets them. Conditions that {@link conditionsProblem} would refuse meet nothing.
 */
export function matchesConditions(conditions: unknown, document: ConditionDocument): boolean {
  if (conditions === null || conditions === undefined) return true
  if (typeof conditions !== "object") return false
  try {
    const tester = testers.get(conditions) ?? testerOf(conditions)
    testers.set(conditions, tester)
    return tester(document)
  } catch {
    // One subscription's conditions must not keep an event from the others.
    return false
  }
}

function testerOf(conditions: object): Tester {
  if (conditionsProblem(conditions) !== null) return () => false
  // Copied, for sift takes only objects with a prototype for queries.
  return createQueryTester<ConditionDocument>(JSON.parse(JSON.stringify(conditions)), { operations, compare: areEqual })
}

/** In place of sift's own, which takes seconds to look for a hundred values in a list as long as a body can hold. */
function areEqual(wanted: unknown, found: unknown): boolean {
  if ((wanted ?? null) === (found ?? null)) return true
  return typeof wanted === "object" && typeof found === "object" && sameJson(wanted, found)
}
