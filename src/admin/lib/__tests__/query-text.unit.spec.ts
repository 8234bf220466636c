import { queryText } from "../query-text"

test("several values of one filter repeat its name, and what is not set is left out", () => {
  const query = {
    limit: 20,
    status: ["pending", "failed"],
    q: undefined,
    order: null,
    created_at: { gte: "2026-01-01" },
  }
  expect(queryText(query)).toBe("limit=20&status=pending&status=failed&created_at%5Bgte%5D=2026-01-01")
})
