import { OPEN_STATUSES } from "../core/delivery-state"

/** For `status IN (…)`: deliveries to which an attempt is still owed. Written out, for the partial index has it so. */
export const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(", ")
