import { queryDatabase } from "./database"

/** The tables of both modules; everything else in a shop's database is Medusa's. */
const COMPLIANCE = [
  "customer_region_establishment",
  "region_requirement",
  "consultation",
  "patient_link",
  "establishment_change",
]
const OURS = `(c.relname LIKE 'webhook\\_%' OR c.relname IN (${COMPLIANCE.map((name) => `'${name}'`).join(", ")}))`

const TABLES = `
  SELECT c.relname AS name, c.relpersistence = 'u' AS unlogged,
    array_agg(format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
      coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')) ORDER BY a.attname) AS columns
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND ${OURS}
  GROUP BY c.oid ORDER BY c.relname`

// PostgreSQL 18 lists NOT NULL among the constraints, where the columns say it already.
const CONSTRAINTS = `
  SELECT format('%s: %s', k.conname, pg_get_constraintdef(k.oid)) AS line
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE ${OURS} AND c.relnamespace = 'public'::regnamespace AND k.contype <> 'n' AND c.relname = $1 ORDER BY k.conname`

const INDEXES = `SELECT indexdef AS line FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1 ORDER BY indexname`

/** Our tables with their columns, constraints and indexes, as text: the same on every PostgreSQL that we support. */
export async function schemaOf(databaseUrl: string): Promise<string> {
  const tables = await queryDatabase<{ name: string; unlogged: boolean; columns: string[] }>(databaseUrl, TABLES)
  const parts: string[] = []
  for (const { name, unlogged, columns } of tables) {
    const constraints = await queryDatabase<{ line: string }>(databaseUrl, CONSTRAINTS, [name])
    const indexes = await queryDatabase<{ line: string }>(databaseUrl, INDEXES, [name])
    const lines = [...columns, ...constraints.map(({ line }) => line), ...indexes.map(({ line }) => line)]
    parts.push([`${unlogged ? "UNLOGGED " : ""}TABLE ${name}`, ...lines.map((line) => `  ${line}`)].join("\n"))
  }
  return `${parts.join("\n\n")}\n`
}

/** A database function as PostgreSQL keeps it. */
export interface InstalledFunction {
  name: string
  arguments: string
  result: string
  settings: string[]
  body: string
}

/** The `webhook_…` functions of a schema. */
export function functionsIn(databaseUrl: string, schema: string): Promise<InstalledFunction[]> {
  return queryDatabase(
    databaseUrl,
    `SELECT proname AS name, pg_get_function_arguments(oid) AS arguments, pg_get_function_result(oid) AS result,
       ARRAY(SELECT setting FROM unnest(proconfig) AS setting ORDER BY setting) AS settings, prosrc AS body
     FROM pg_proc WHERE pronamespace = $1::regnamespace AND proname LIKE 'webhook\\_%' ORDER BY proname`,
    [schema]
  )
}
