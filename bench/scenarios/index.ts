import type { Scenario } from "../scenario"
import checkout from "./checkout"
import foreign from "./foreign"
import growth from "./growth"
import inbound from "./inbound"
import isolation from "./isolation"
import latency from "./latency"
import memory from "./memory"
import peer from "./peer"
import throughput from "./throughput"

/** In the order they run. */
export const SCENARIOS: readonly Scenario[] = [
  throughput,
  latency,
  isolation,
  growth,
  checkout,
  inbound,
  memory,
  peer,
  foreign,
]
