import { resolve } from "node:path"
import { freePort } from "../services/free-port"
import { startProcess, type Process, type StartOptions } from "../processes/process"

const MEDUSA = resolve(__dirname, "../../../node_modules/.bin/medusa")

export interface Shop extends Process {
  /** For example `http://localhost:12345`, without a slash at the end. */
  url: string
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok
  } catch {
    return false
  }
}

/** Starts a real shop process on the TypeScript sources and waits until it answers. */
export async function startShop(options: StartOptions): Promise<Shop> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const shop = await startProcess("the shop", [MEDUSA, "start", "--port", String(port)], options, () => answers(url))
  return { ...shop, url }
}
