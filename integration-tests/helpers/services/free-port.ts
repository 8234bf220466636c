import { createServer } from "node:net"

/** Below what systems give to outgoing connections: else one of those could take a port before its server listens, or while it is away. */
const LOWEST = 12_000
const HIGHEST = 32_000
/** Spec files that run beside each other choose from different ports. */
const SHARES = 16
const share = Number(process.env.JEST_WORKER_ID ?? 0) % SHARES
const TRIES = 50

/** Whether nobody listens there, neither on one address nor on all. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

/** A port that is free now; drawn, so that runs beside each other do not meet. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const slot = Math.floor((Math.random() * (HIGHEST - LOWEST)) / SHARES)
    const port = LOWEST + slot * SHARES + share
    if (await isFree(port)) return port
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST}`)
}
