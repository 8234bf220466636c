import type { Transport, TransportMetadata, TransportOptions } from "../transport"

/** Each transport, ready to send; its libraries are loaded at the first message. */
export function openTransports(
  transports: Iterable<TransportMetadata>,
  options: TransportOptions
): ReadonlyMap<string, Transport> {
  return new Map([...transports].map((transport) => [transport.id, opensAtFirstMessage(transport, options)]))
}

function opensAtFirstMessage({ load }: TransportMetadata, options: TransportOptions): Transport {
  let opened: Transport | null = null
  return {
    send: (message, limits) => (opened ??= load().open(options)).send(message, limits),
    async close() {
      await opened?.close()
    },
  }
}
