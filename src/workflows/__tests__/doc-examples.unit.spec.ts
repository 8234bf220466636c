import { readFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import ts from "typescript"
import type { EventType } from "../../modules/webhooks/event-type"
import type { TransportMetadata } from "../../modules/webhooks/transport"
import { readMessage, RefusedMessage, type MessageHandler } from "../inbound/message-handler"

const ROOT = resolve(__dirname, "../../..")

/** The doc comments that have an example, and the file in which a reader would write it. */
const EXAMPLES = {
  defineEventType: ["src/modules/webhooks/event-type.ts", "src/modules/webhooks/event-types/gift-card/redeemed.ts"],
  defineTransport: ["src/modules/webhooks/transport.ts", "src/modules/webhooks/transports/log/metadata.ts"],
  defineMessageHandler: ["src/workflows/inbound/message-handler.ts", "src/workflows/inbound/handlers/parcel-lost.ts"],
  publish: ["src/modules/webhooks/service.ts", "src/jobs/user-created.ts"],
} as const

/** The text of the one `@example` with an import in a source file. */
function exampleIn(file: string): string {
  const found = [...readFileSync(join(ROOT, file), "utf8").matchAll(/^ *\* @example\n((?: *\*(?!\/).*\n)+)/gm)]
    .map(([, lines = ""]) => lines.replace(/^ *\* ?/gm, ""))
    .filter((text) => text.startsWith("import "))
  expect(found).toHaveLength(1)
  return found[0] ?? ""
}

/** Runs an example as the file of that name, and returns its default export. */
function run<T>([file, name]: readonly [string, string]): T {
  const { outputText } = ts.transpileModule(exampleIn(file), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const exported: { default?: T } = {}
  const load = (id: string): unknown => jest.requireActual(id.startsWith(".") ? resolve(ROOT, dirname(name), id) : id)
  new Function("require", "exports", outputText)(load, exported)
  return exported.default as T
}

// Compiling takes some seconds, more on a cold or busy machine: the unit suite's 5 s are for pure code.
jest.setTimeout(60_000)

describe("the examples in the doc comments", () => {
  it("are valid TypeScript against the sources", () => {
    const texts = new Map<string, string>(
      Object.values(EXAMPLES).map(([file, name]) => [join(ROOT, name), exampleIn(file)])
    )
    const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile)
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
    const host = ts.createCompilerHost({ ...options, noEmit: true })
    const { fileExists, readFile } = host
    host.fileExists = (file) => texts.has(file) || fileExists(file)
    host.readFile = (file) => texts.get(file) ?? readFile(file)
    const program = ts.createProgram([...texts.keys()], { ...options, noEmit: true }, host)
    const problems = [...texts.keys()].flatMap((file) => {
      const source = program.getSourceFile(file)
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    })
    expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([])
  }, 60_000)

  it("define an event type whose example satisfies its schema", () => {
    const type = run<EventType>(EXAMPLES.defineEventType)
    expect(type.schema.safeParse(type.example).error).toBeUndefined()
    expect(type.subject(type.example)).toBe("gcard_1")
  })

  it("define a transport that sends", async () => {
    const log = jest.spyOn(console, "log").mockReturnValue()
    const transport = run<TransportMetadata>(EXAMPLES.defineTransport)
    expect([transport.urlRefusal("log:orders"), transport.urlRefusal("ftp://x")]).toEqual([
      null,
      "must begin with log:",
    ])
    const message = { url: "log:orders", url_password: null, method: "POST", headers: {}, body: Buffer.from("{}") }
    const sent = await transport
      .load()
      .open({} as never)
      .send(message, { timeout_ms: 1 })
    expect(sent.outcome.kind).toBe("accepted")
    expect(log).toHaveBeenCalledWith("log:orders", "{}")
    log.mockRestore()
  })

  it("define a handler that reads its message, and refuses one that it can't process", async () => {
    const handler = run<MessageHandler>(EXAMPLES.defineMessageHandler)
    const bodyOf = (parcelId: string) => readMessage(handler, JSON.stringify({ parcel_id: parcelId }), new Date(0))
    expect(await handler.resolve(bodyOf("parcel_1"), {} as never, {} as never)).toEqual({ parcel_id: "parcel_1" })
    await expect(handler.resolve(bodyOf("lost"), {} as never, {} as never)).rejects.toThrow(RefusedMessage)
  })
})
