/** What a 4xx answer means to a subscription. Apart from the decision: the dashboard shows the choice, and reads no folder. */
export const CLIENT_ERROR_POLICIES = ["retry", "drop"] as const
export type ClientErrorPolicy = (typeof CLIENT_ERROR_POLICIES)[number]
