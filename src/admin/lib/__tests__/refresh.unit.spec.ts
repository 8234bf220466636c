import { refreshMs } from "../refresh"

const NOW = Date.parse("2026-01-04T22:30:00Z")
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString()

test.each([
  ["a first attempt on its way", { status: "pending", attempts: 0, next_retry_at: inSeconds(0) }, 1_500],
  ["a retry due within a minute", { status: "retrying", attempts: 2, next_retry_at: inSeconds(30) }, 5_000],
  ["a retry due in hours", { status: "retrying", attempts: 5, next_retry_at: inSeconds(18_000) }, 30_000],
  ["nothing owed", { status: "delivered", attempts: 1, next_retry_at: null }, 30_000],
] as const)("%s", (_name, delivery, expectedMs) => {
  expect(refreshMs([delivery], NOW)).toBe(expectedMs)
})

test("the most urgent delivery of a page decides, and an empty page is idle", () => {
  const failed = { status: "failed", attempts: 9, next_retry_at: null } as const
  const due = { status: "retrying", attempts: 1, next_retry_at: inSeconds(1) } as const
  expect(refreshMs([failed, due], NOW)).toBe(5_000)
  expect(refreshMs(undefined, NOW)).toBe(30_000)
})
