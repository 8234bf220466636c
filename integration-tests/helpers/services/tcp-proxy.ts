import { connect, createServer, type AddressInfo, type Socket } from "node:net"

/** Passes connections on to a port of this machine, as an address does that moves from server to server. */
export interface TcpProxy {
  /** 0 where it listens on no port. */
  port: number
  /** New connections go there; those that are open stay where they are. */
  repoint(port: number): void
  /** Connections that are open stay open, and nothing passes through them any more: what a vanished host looks like. */
  freeze(): void
  /** Cuts the connections that are open. */
  cut(): void
  /** Connections that are open. */
  openCount(): number
  close(): Promise<void>
}

/** @param at where it listens: on a free port, unless a socket of the file system is named */
export async function startTcpProxy(
  firstPort: number,
  at: { path: string } | { port: number; host: string } = { port: 0, host: "127.0.0.1" }
): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let target = firstPort
  // Half open: an end that has said all may still have something to read.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const upstream = connect({ host: "127.0.0.1", port: target, allowHalfOpen: true, noDelay: true })
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket)
      socket.on("error", () => other.destroy())
      socket.once("close", () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    client.pipe(upstream).pipe(client)
  })
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(at, resolve))

  return {
    port: (server.address() as AddressInfo).port ?? 0,
    repoint: (port) => void (target = port),
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause()
    },
    cut,
    openCount: () => sockets.size / 2,
    async close() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
