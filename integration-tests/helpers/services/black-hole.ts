import { execFileSync, spawn, type ChildProcess } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { startTcpProxy } from "./tcp-proxy"

const PROXY = resolve(__dirname, "black-hole-proxy.cjs")
/** In the namespace everything is free. */
const PORT = 5_000
const PREFIX = "webhooks-"

/** A server of this machine, reached through a wire that can be cut without anybody noticing. */
export interface BlackHole {
  /** What a URL of the server becomes. */
  through(url: string): string
  /** From now on packets vanish, in both directions, with no answer and no reset. */
  drop(): void
  /** What is sent again arrives. */
  restore(): void
  remove(): Promise<void>
}

let holeCount = 0

function ip(...args: string[]): string {
  return execFileSync("ip", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** Namespaces of runs that were killed; their names say which process made them. */
function dropOrphans(): void {
  const names = ip("netns", "list")
    .split("\n")
    .map((line) => line.split(" ")[0]!)
  for (const name of names.filter((name) => name.startsWith(PREFIX))) {
    if (!isAlive(Number(name.split("-").at(-2)))) ip("netns", "delete", name)
  }
}

/** Two ends of a wire: ours, and the one in the namespace. @returns the address there. */
function makeWire(namespace: string, [here, there]: [string, string]): string {
  // Of a private range, and no other run's.
  const block = (process.pid * 4 + holeCount * 4) % 65_536
  const subnet = `10.213.${block >> 8}`
  const [ourAddress, address] = [`${subnet}.${(block & 252) + 1}`, `${subnet}.${(block & 252) + 2}`]
  ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", namespace)
  ip("address", "add", `${ourAddress}/30`, "dev", here)
  ip("link", "set", here, "up")
  ip("-n", namespace, "address", "add", `${address}/30`, "dev", there)
  ip("-n", namespace, "link", "set", there, "up")
  // Else the system would look for the neighbour, and say "no route to host" instead of nothing.
  const [, mac] = /link\/ether (\S+)/.exec(ip("-n", namespace, "link", "show", there)) ?? []
  ip("neighbour", "replace", address, "lladdr", mac!, "dev", here, "nud", "permanent")
  return address
}

function startProxy(namespace: string, address: string, socketPath: string): Promise<ChildProcess> {
  const command = ["netns", "exec", namespace, process.execPath, PROXY, address, String(PORT), socketPath]
  const child = spawn("ip", command, { stdio: ["ignore", "pipe", "inherit"] })
  return new Promise((ready, failed) => {
    child.stdout.once("data", () => ready(child))
    child.once("exit", (code) => failed(new Error(`the proxy in the namespace ended with code ${code}`)))
  })
}

/**
 * Puts a wire before a port of this machine. Needs root on Linux: the namespace at its other end is what can be cut off.
 * @throws Error, in one line, where no namespace can be made.
 */
export async function openBlackHole(port: number): Promise<BlackHole> {
  holeCount++
  const namespace = `${PREFIX}${process.pid}-${holeCount}`
  const wire: [string, string] = [`wh${process.pid}a${holeCount}`, `wh${process.pid}b${holeCount}`]
  try {
    dropOrphans()
    ip("netns", "add", namespace)
  } catch (error) {
    throw new Error(`no network namespace can be made here: ${(error as Error).message.trim().split("\n").at(-1)}`)
  }
  const removeNamespace = () => {
    // With it goes one end of the wire, and so the other.
    ip("netns", "delete", namespace)
  }
  process.once("exit", removeNamespace)
  const address = makeWire(namespace, wire)
  const folder = mkdtempSync(join(tmpdir(), "webhooks-hole-"))
  const socketPath = join(folder, "socket")
  const ours = await startTcpProxy(port, { path: socketPath })
  const proxy = await startProxy(namespace, address, socketPath)

  return {
    through(url) {
      const changed = new URL(url)
      changed.host = `${address}:${PORT}`
      return changed.href
    },
    drop: () => void ip("-n", namespace, "link", "set", wire[1], "down"),
    restore: () => void ip("-n", namespace, "link", "set", wire[1], "up"),
    async remove() {
      const exited = new Promise((done) => proxy.once("exit", done))
      proxy.kill("SIGKILL")
      await exited
      await ours.close()
      process.off("exit", removeNamespace)
      removeNamespace()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
