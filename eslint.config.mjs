import medusa from "@medusajs/eslint-plugin"
import tseslint from "typescript-eslint"

/** What `core/` may import: itself, and libraries that do no I/O. */
const PURE = "node:net$|node:crypto$|@medusajs/framework/zod$|ipaddr\\.js$|sift$"

/** No clock, no dice, no environment, no I/O: `now` and random draws are parameters. Tests of core are free. */
const pure = (files, within) => ({
  files,
  // An index is the registry of its folder: it reads it, once, at load.
  ignores: ["**/__tests__/**", "**/core/*/index.ts", "**/profiles/index.ts"],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [{ regex: `^(?!${within}|${PURE})`, message: "what is pure imports only what is pure" }],
        paths: [
          {
            name: "node:crypto",
            importNames: ["randomBytes", "randomUUID", "randomInt"],
            message: "take it as a parameter",
          },
        ],
      },
    ],
    "no-restricted-syntax": [
      "error",
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "take `now` as a parameter" },
      {
        selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
        message: "take `now` as a parameter",
      },
      {
        selector: "MemberExpression[object.name='Math'][property.name='random']",
        message: "take the draw as a parameter",
      },
      {
        selector: "MemberExpression[object.name='process'][property.name='env']",
        message: "options are parsed in options.ts",
      },
    ],
  },
})

/** A module knows nothing of the other: workflows join them. */
const apart = (module, other) => ({
  files: [`src/modules/${module}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ regex: `/${other}(/|$)`, message: `${module} never imports ${other}` }] },
    ],
  },
})

export default tseslint.config(
  { ignores: ["**/node_modules/", ".medusa/", ".data/", "**/migrations/*.ts", "coverage/"] },
  ...medusa.configs.recommended,
  // Medusa's preset leaves these out.
  { ignores: ["!**/integration-tests/**", "!**/__tests__/**", "!**/*.spec.*"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // snake_case is for columns and JSON keys, which are properties; a destructured one keeps its name.
      "@typescript-eslint/naming-convention": [
        "error",
        { selector: ["variable", "parameter"], modifiers: ["destructured"], format: null },
        { selector: "variable", format: ["camelCase", "PascalCase", "UPPER_CASE"], leadingUnderscore: "allow" },
        { selector: "parameter", format: ["camelCase"], leadingUnderscore: "allow" },
        { selector: "function", format: ["camelCase", "PascalCase", "UPPER_CASE"] },
        { selector: ["classMethod", "accessor", "typeMethod"], format: ["camelCase"] },
        {
          selector: "classProperty",
          format: ["camelCase"],
          // Medusa's name for a module's lifecycle.
          filter: { regex: "^__hooks$", match: false },
        },
        { selector: "typeLike", format: ["PascalCase"] },
      ],
      // Our statements run through the module's knex connection in named files; a manager decorator would open a
      // second transaction around them.
      "@medusajs/use-inject-manager-on-public-methods": "off",
    },
  },
  {
    // Boot-time and core errors reach a developer or a worker's log, never an HTTP caller.
    files: [
      "src/utils/**",
      "src/modules/*/core/**",
      "src/modules/*/options.ts",
      "src/modules/*/secrets/encryption-key.ts",
      "src/modules/*/loaders/**",
      "src/scripts/**",
      "bench/**",
      "integration-tests/**",
      "src/**/__tests__/**",
      "scripts/**",
      "*.js",
    ],
    rules: { "@medusajs/use-medusa-error-not-generic-error": "off" },
  },
  { files: ["**/*.cjs", "jest.config.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  // What Vite defines has Vite's names.
  { files: ["src/admin/vite-env.d.ts"], rules: { "@typescript-eslint/naming-convention": "off" } },
  {
    // Ids of workflows and steps are global in a shop: another's "create-source" would replace ours, or ours theirs.
    files: ["src/workflows/**/*.ts"],
    rules: {
      "@medusajs/step-id-kebab-case": "off",
      "no-restricted-syntax": [
        "error",
        ...[
          "CallExpression[callee.name='createStep'] > Literal",
          "VariableDeclarator[id.name=/WorkflowId$/] > Literal",
        ].map((place) => ({
          selector: `${place}:not([value=/^(webhooks|compliance)-[a-z]+(-[a-z]+)*$/])`,
          message: "begin the id with webhooks- or compliance-, in kebab-case",
        })),
      ],
    },
  },
  apart("webhooks", "compliance"),
  apart("compliance", "webhooks"),
  pure(["src/modules/*/core/*.ts"], "\\./"),
  pure(["src/modules/*/core/*/*.ts"], "\\.\\.?/(?!\\.\\.)"),
  // A message that is processed again is read again: it has to mean the same.
  pure(
    ["src/modules/*/inbound/profiles/*.ts"],
    "\\./_|\\.\\./\\.\\./core/|(http-message-signatures|structured-headers)$"
  )
)
