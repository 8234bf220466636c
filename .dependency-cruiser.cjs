/**
 * The map of the house, checked by `npm run lint`. A room may import what lies on floors below its own, never above, never
 * a neighbour on the same floor. Top floor first, as one reads the way of a request.
 */
const MODULE = "src/modules/webhooks"
const room = (name) => `${MODULE}/${name}/`
const file = (name) => `${MODULE}/${name}[.]ts$`

const FLOORS = [
  { name: "dashboard", rooms: ["src/admin/"] },
  { name: "doors", rooms: ["src/api/", "src/subscribers/", "src/jobs/", "src/links/", "src/scripts/"] },
  { name: "workflows, which join the modules", rooms: ["src/workflows/"] },
  { name: "the modules as others see them", rooms: [file("index"), "src/modules/compliance/"] },
  { name: "service: rows, wiring, the engine's life", rooms: [file("service")] },
  { name: "partners, who subscribe for themselves", rooms: [room("partners")] },
  {
    name: "use cases",
    rooms: ["delivery", "recovery", "maintenance", "subscriptions", "inbound", "queue-engines", "loaders"].map(room),
  },
  { name: "publishing: an event goes in", rooms: [room("publishing")] },
  { name: "secrets and telemetry", rooms: [room("secrets"), file("telemetry")] },
  { name: "store: SQL", rooms: [room("store")] },
  { name: "what is replaceable, and tables", rooms: ["event-types", "event-docs", "transports", "models"].map(room) },
  {
    name: "contracts and options",
    rooms: ["event-type", "transport", "queue-engine", "options", "ids", "invalid-input"].map(file),
  },
  { name: "core: decides, does nothing", rooms: [room("core")] },
  { name: "utils", rooms: ["src/utils/"] },
]

/** What a floor may not import: floors above it, and neighbours. */
const downwardsOnly = FLOORS.flatMap(({ name, rooms }, floor) => {
  const above = FLOORS.slice(0, floor).flatMap((other) => other.rooms)
  return rooms.flatMap((own) => {
    const closed = [...above, ...rooms.filter((other) => other !== own)].map((other) => `^${other}`)
    if (closed.length === 0) return []
    return {
      name: `downwards-only: ${own}`,
      comment: `Imports run downwards: this room is on the floor "${name}".`,
      severity: "error",
      from: { path: `^${own}`, pathNot: "__tests__/" },
      to: { path: closed },
    }
  })
})

/** Folders whose entries replace each other: one that needs a sibling is no longer replaceable. */
const REPLACEABLE = [
  `${MODULE}/transports/([^/_]+)/`,
  `${MODULE}/event-types/([^/_]+)/`,
  `${MODULE}/core/(?:formats|presets|retry-policies|signature-schemes)/(?!index)([^/]+)[.]ts$`,
  `${MODULE}/queue-engines/(?!index|_)([^/]+)[.]ts$`,
  `${MODULE}/inbound/profiles/(?!index|_)([^/]+)[.]ts$`,
]

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...downwardsOnly,
    ...REPLACEABLE.map((entry) => ({
      name: `replaceable: ${entry}`,
      comment: "What stands side by side knows its contract, not its siblings.",
      severity: "error",
      from: { path: `^${entry}`, pathNot: "__tests__/" },
      to: { path: `^${entry}`, pathNot: [`/$1(/|[.]ts$)`] },
    })),
    {
      name: "dashboard-types-only",
      comment:
        "The dashboard runs in a browser: of the API and the modules it takes types; lib/core.ts takes decisions.",
      severity: "error",
      from: { path: "^src/admin/", pathNot: "__tests__/|^src/admin/lib/core[.]ts$" },
      to: { path: "^src/(?!admin/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "dashboard-decisions",
      comment: "Of core/ and nothing else.",
      severity: "error",
      from: { path: "^src/admin/lib/core[.]ts$" },
      to: { path: "^src/(?!admin/)", pathNot: `^${room("core")}` },
    },
    {
      name: "dashboard-reads-no-folder",
      comment: "A browser has no file system: what is found in folders, the API tells.",
      severity: "error",
      from: { path: "^src/admin/lib/core[.]ts$" },
      to: { path: "^src/utils/discover|^fs$", reachable: true },
    },
    { name: "no-circle", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules|[.]medusa|[.]data)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
}
