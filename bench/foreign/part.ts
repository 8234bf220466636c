import type { Goal, Machine, Table } from "../scenario"

/** What a part found out. */
export interface Found<Key extends string> {
  table: Table
  values: Record<Key, number>
  notes: string[]
  raw: unknown
}

/** One ground. Its goals are known before: a part that can't be measured has missed them all. */
export interface Part<Key extends string = string> {
  name: string
  goals: Record<Key, Omit<Goal, "value">>
  /** Name, in `scripts/test/foreign.mjs`, of a ground that not every machine has. */
  needs?: string
  run(machine: Machine, say: (text: string) => void): Promise<Found<Key>>
}

/** Checks that a part's values are those of its goals. */
export const definePart = <Key extends string>(part: Part<Key>): Part => part
