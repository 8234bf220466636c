import type { Transport, TransportMetadata, TransportOptions } from "../transport"

/** @returns the transports by id, ready to send; a transport's libraries are loaded at its first message. */
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
