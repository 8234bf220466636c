import { dropDatabase } from "../helpers/services/database"

/** Ends the shop as an operator would; one that does not drain in time fails the suite. */
export default async function stopShopUnderTest(): Promise<void> {
  try {
    await globalThis.shopUnderTest?.stop()
    if (process.env.DEBUG) process.stdout.write(globalThis.shopUnderTest?.output() ?? "")
  } finally {
    await dropDatabase("http")
  }
}
