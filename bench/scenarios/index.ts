import type { Scenario } from "../scenario"
import throughput from "./throughput"

/** In the order they run. */
export const SCENARIOS: readonly Scenario[] = [throughput]
