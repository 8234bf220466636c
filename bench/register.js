// Compiles TypeScript as it is loaded, as `medusa build` would have. Not ts-node: it loads Node's `repl` and with it `domain`,
// whose hooks on every promise no built shop pays for.
/* eslint-disable @typescript-eslint/no-require-imports -- Node loads what `-r` names as CommonJS */
const { readFileSync } = require("node:fs")
const { transformSync } = require("@swc/core")

require.extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    sourceMaps: "inline",
    module: { type: "commonjs" },
    jsc: { parser: { syntax: "typescript", decorators: true }, target: "es2022", keepClassNames: true },
  })
  module._compile(code, filename)
}
