import { connect, createServer, type AddressInfo, type Socket } from "node:net"

/** A wire to a server that can go silent, as one does whose machine vanished: nothing is closed, and nothing comes any more. */
export interface FreezingProxy {
  port: number
  /** Silences the connections that there are; later ones work. */
  freeze(): void
  /** Cuts the connections that there are; later ones go elsewhere. */
  moveTo(other: Target): void
  stop(): Promise<void>
}

export interface Target {
  host: string
  port: number
}

export async function freezingProxy(first: Target): Promise<FreezingProxy> {
  let target = first
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
  const cut = () => {
    for (const [client, upstream] of pairs) {
      client.destroy()
      upstream.destroy()
    }
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      for (const [client, upstream] of pairs) {
        client.unpipe().pause()
        upstream.unpipe().pause()
      }
    },
    moveTo(other) {
      target = other
      cut()
    },
    async stop() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
