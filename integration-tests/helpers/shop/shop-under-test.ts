import { loginAdmin, type Api } from "./api"

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: only specs in integration-tests/http have a shop under test`)
  return value
}

/** The shop that the http suite started for all of its specs. */
export const shopUnderTest = {
  url: () => required("TEST_SHOP_URL"),
  /** Of the shop's process, to look at its memory. */
  pid: () => Number(required("TEST_SHOP_PID")),
  databaseUrl: () => required("TEST_SHOP_DATABASE_URL"),
  admin: (): Promise<Api> => loginAdmin(required("TEST_SHOP_URL")),
}
