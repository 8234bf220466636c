import { spawn } from "node:child_process"
import { connect } from "node:net"
import { freePort } from "../integration-tests/helpers/free-port"
import { until } from "../integration-tests/helpers/until"

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy()
      resolve(true)
    })
    socket.on("error", () => resolve(false))
  })
}

/** A private Redis that keeps nothing on disk. */
export async function startRedis(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort()
  const child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], { stdio: "ignore" })
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  process.once("exit", () => child.kill())
  await until(() => answers(port), { what: "Redis to answer" })
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill()
      await gone
    },
  }
}
