import { discover } from "../../../utils/discover"
import type { TransportDefinition } from "../transport"

/** The transports by id. One file in this folder adds one. */
export const transports: ReadonlyMap<string, TransportDefinition> = discover<TransportDefinition>(
  __dirname,
  ({ id }) => id
)
