const SPECS = {
  unit: ["<rootDir>/src/**/__tests__/**/*.unit.spec.ts"],
  modules: ["<rootDir>/integration-tests/modules/**/*.spec.ts"],
  http: ["<rootDir>/integration-tests/http/**/*.spec.ts"],
  e2e: ["<rootDir>/integration-tests/e2e/**/*.spec.ts"],
  foreign: ["<rootDir>/integration-tests/foreign/**/*.spec.ts"],
}

/** Of one test or hook, when several files share few cores; an e2e hook may boot three processes. */
const TIMEOUT_MS = { unit: 5_000, modules: 60_000, http: 60_000, e2e: 180_000, foreign: 180_000 }

const type = process.env.TEST_TYPE ?? "unit"
if (!(type in SPECS)) throw new Error(`TEST_TYPE is ${type}; it can be ${Object.keys(SPECS).join(", ")}`)

// One real shop serves all http specs; starting one per file would take longer than the specs.
const ONE_SHOP = {
  globalSetup: "<rootDir>/integration-tests/setup/start-shop.ts",
  globalTeardown: "<rootDir>/integration-tests/setup/stop-shop.ts",
}

// Medusa's models and services need the decorators TypeScript had before the standard ones.
const swc = ({ tsx }) => [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", tsx, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: "es2022",
    },
    module: { type: "commonjs" },
  },
]

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: SPECS[type],
  testTimeout: TIMEOUT_MS[type],
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.data/"],
  transform: { "^.+\\.tsx$": swc({ tsx: true }), "^.+\\.m?[jt]s$": swc({ tsx: false }) },
  // These packages are ES modules only, which jest cannot require untransformed.
  transformIgnorePatterns: ["/node_modules/(?!(iso-3166)/)"],
  ...(type === "http" ? ONE_SHOP : {}),
  ...(type === "e2e" ? { testSequencer: "<rootDir>/integration-tests/setup/longest-first.cjs" } : {}),
}
