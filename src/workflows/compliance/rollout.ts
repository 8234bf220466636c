/** What a rule's row says when the job has to go through its customers. */
export const ROLL_OUT = {
  rollout_status: "pending" as const,
  rollout_cursor: "",
  rollout_lease_until: null,
  rollout_done: 0,
  rollout_total: 0,
}
