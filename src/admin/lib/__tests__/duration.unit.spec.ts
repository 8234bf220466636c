import { durationOf, runsOf } from "../duration"

test.each([
  [120, "seconds", 0.1],
  [5_000, "seconds", 5],
  [300_000, "minutes", 5],
  [5_400_000, "hours", 1.5],
  [135_305_000, "hours", 38],
  [604_800_000, "days", 7],
])("%d ms", (ms, unit, value) => {
  expect(durationOf(ms)).toEqual({ unit, value })
})

test("equal neighbours are counted", () => {
  expect(runsOf([5, 300, 300, 5])).toEqual([
    { ms: 5, times: 1 },
    { ms: 300, times: 2 },
    { ms: 5, times: 1 },
  ])
})
