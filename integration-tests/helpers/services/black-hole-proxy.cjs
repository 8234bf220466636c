// Runs in the namespace of black-hole.ts: passes connections to an address there on to a socket of the file system, which is
// the same in all namespaces.
const { connect, createServer } = require("node:net")

const [host, port, socketPath] = process.argv.slice(2)

const server = createServer((client) => {
  const upstream = connect(socketPath)
  client.on("error", () => upstream.destroy())
  upstream.on("error", () => client.destroy())
  client.once("close", () => upstream.destroy())
  upstream.once("close", () => client.destroy())
  client.pipe(upstream).pipe(client)
})
server.listen(Number(port), host, () => console.log("listens"))
