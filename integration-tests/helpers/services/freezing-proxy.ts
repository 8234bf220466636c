import { connect, createServer, type AddressInfo, type Socket } from "node:net"

/** A wire to a server that can go silent, as one does whose machine vanished: nothing is closed, and nothing comes any more. */
export interface FreezingProxy {
  port: number
  /** Silences the connections that there are; later ones work. */
  freeze(): void
  stop(): Promise<void>
}

export async function freezingProxy(target: { host: string; port: number }): Promise<FreezingProxy> {
  const pairs = new Set<[Socket, Socket]>()
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host)
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    client.pipe(upstream).pipe(client)
    for (const end of pair) {
      end.on("error", () => undefined)
      end.on("close", () => {
        pairs.delete(pair)
        for (const one of pair) one.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      for (const [client, upstream] of pairs) {
        client.unpipe().pause()
        upstream.unpipe().pause()
      }
    },
    async stop() {
      for (const [client, upstream] of pairs) {
        client.destroy()
        upstream.destroy()
      }
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
