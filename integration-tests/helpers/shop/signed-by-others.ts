import { createSigner, httpbis } from "http-message-signatures"
import { execFileSync, spawnSync } from "node:child_process"
import { createHash, generateKeyPairSync, sign } from "node:crypto"
import { Webhook } from "standardwebhooks"
import Stripe from "stripe"

/** A call that is to be signed. */
export interface Unsigned {
  body: string
  url: string
  secret: string
}

/** A sender with signatures of its own: not one of them is made by this project's code. */
export interface Sender {
  /** Of the source that takes its calls. */
  source: Record<string, unknown>
  /** The headers of a call. */
  sign(call: Unsigned): Record<string, string> | Promise<Record<string, string>>
}

const SECRET = "secret-of-the-tests"
const ED25519 = generateKeyPairSync("ed25519")
const USERNAME = "clinic"

/** What signs nothing: a login that comes with each call. */
export const LOGINS: Readonly<Record<string, Sender>> = {
  bearer: {
    source: { profile: "bearer", secret: SECRET },
    sign: ({ secret }) => ({ authorization: `Bearer ${secret}` }),
  },
  basic: {
    source: { profile: "basic", secret: SECRET, settings: { username: USERNAME } },
    sign: ({ secret }) => ({ authorization: `Basic ${Buffer.from(`${USERNAME}:${secret}`).toString("base64")}` }),
  },
}

/** What signs the body. */
export const SIGNERS: Readonly<Record<string, Sender>> = {
  "GitHub's library": {
    source: { profile: "hmac", secret: SECRET, settings: { header: "x-hub-signature-256", prefix: "sha256=" } },
    sign: ({ body, secret }) => ({ "x-hub-signature-256": signedByOctokit(secret, body) }),
  },
  "Stripe's library": {
    source: {
      ...{ profile: "hmac", secret: SECRET },
      settings: {
        header: "stripe-signature",
        template: "{timestamp}.{body}",
        pairs: { signature: "v1", timestamp: "t" },
      },
    },
    sign: ({ body, secret }) => {
      const { webhooks } = new Stripe("sk_test_of_nobody")
      return { "stripe-signature": webhooks.generateTestHeaderString({ payload: body, secret }) }
    },
  },
  "the library of Standard Webhooks": {
    source: { profile: "standard" },
    sign({ body, secret }) {
      const { id, seconds } = stamp()
      const signature = new Webhook(secret).sign(id, new Date(seconds * 1_000), body)
      return standardHeaders(id, seconds, signature)
    },
  },
  "a key pair of Node's": {
    source: {
      profile: "ed25519",
      settings: {
        header: "x-signature-ed25519",
        public_keys: [ED25519.publicKey.export({ format: "pem", type: "spki" }).toString()],
        ...{ encoding: "hex", template: "{timestamp}{body}", timestamp_header: "x-signature-timestamp" },
      },
    },
    sign({ body }) {
      const timestamp = String(stamp().seconds)
      const signature = sign(null, Buffer.from(`${timestamp}${body}`), ED25519.privateKey).toString("hex")
      return { "x-signature-ed25519": signature, "x-signature-timestamp": timestamp }
    },
  },
  "the library of HTTP message signatures": {
    source: { profile: "http-message-signatures", secret: SECRET, settings: { algorithm: "hmac-sha256" } },
    async sign({ body, url, secret }) {
      const contentDigest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`
      const { headers } = await httpbis.signMessage(
        {
          key: createSigner(secret, "hmac-sha256", "key-1"),
          fields: ["@method", "@path", "content-digest"],
          params: ["created", "keyid", "alg"],
        },
        { method: "POST", url, headers: { "content-digest": contentDigest } }
      )
      return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
    },
  },
}

/** Standard Webhooks as somebody writes it who has only Python and its standard library. */
export const PYTHON: Sender = {
  source: { profile: "standard" },
  sign({ body, secret }) {
    const { id, seconds } = stamp()
    const args = ["-c", PYTHON_SCRIPT, secret, id, String(seconds)]
    return standardHeaders(id, seconds, execFileSync("python3", args, { input: body, encoding: "utf8" }).trim())
  },
}

/** Whether this machine has Python. */
export const HAS_PYTHON = spawnSync("python3", ["--version"]).status === 0

const PYTHON_SCRIPT = `
import base64, hashlib, hmac, sys

secret, message_id, timestamp = sys.argv[1:]
body = sys.stdin.buffer.read()
key = base64.b64decode(secret.removeprefix("whsec_"))
signed = b".".join([message_id.encode(), timestamp.encode(), body])
digest = hmac.new(key, signed, hashlib.sha256).digest()
print("v1," + base64.b64encode(digest).decode())
`

/** An ES module only: jest can't load it. */
function signedByOctokit(secret: string, body: string): string {
  const script = `import { sign } from "@octokit/webhooks-methods"
    process.stdout.write(await sign(process.argv[1], process.argv[2]))`
  return execFileSync(process.execPath, ["--input-type=module", "-e", script, secret, body], { encoding: "utf8" })
}

function standardHeaders(id: string, seconds: number, signature: string): Record<string, string> {
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": signature }
}

let stampCount = 0

function stamp(): { id: string; seconds: number } {
  return { id: `msg_other_${process.pid}_${Date.now()}_${++stampCount}`, seconds: Math.floor(Date.now() / 1_000) }
}
