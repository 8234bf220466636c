import { createServer } from "node:net"

function listens(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", (error) => resolve(error.code === "EADDRNOTAVAIL" ? port : null))
    server.listen({ port, host, exclusive: true }, () => {
      const taken = server.address().port
      server.close(() => resolve(taken))
    })
  })
}

/** The wanted port if nobody listens on it on this machine, else a free one. */
export async function freePort(wanted = 0) {
  const port = (await listens(wanted, "127.0.0.1")) ?? (await listens(0, "127.0.0.1"))
  // A machine without IPv6 answers EADDRNOTAVAIL, which leaves the port free.
  return (await listens(port, "::1")) ?? freePort()
}
