import { readFileSync, rmSync } from "node:fs"
import { addNotes, readNotes } from "./notes.mjs"
import { bin, dataPath, fingerprint } from "./project.mjs"
import { run } from "./run.mjs"

/** Runs `src/scripts/seed-shop.ts` on a database and returns the ids it made or found. */
export async function seedShop(databaseUrl, env, admin) {
  const output = dataPath(`seed-${process.pid}.json`)
  try {
    await run(bin("medusa"), ["exec", "./src/scripts/seed-shop.ts"], {
      env: {
        ...env,
        DATABASE_URL: databaseUrl,
        DEMO_ADMIN_EMAIL: admin.email,
        DEMO_ADMIN_PASSWORD: admin.password,
        SEED_OUTPUT: output,
      },
    })
    return JSON.parse(readFileSync(output, "utf8"))
  } finally {
    rmSync(output, { force: true })
  }
}

/** Changes when what the seed makes may have changed. */
export function seedFingerprint() {
  return fingerprint(["src/scripts"])
}

/** Seeds unless the database says that it was; returns the ids of what is there. */
export async function ensureSeeded(postgres, database, env, admin) {
  const seed = seedFingerprint()
  const notes = await readNotes(postgres.adminUrl, database.name)
  if (notes.seed === seed) return notes.shop
  const shop = await seedShop(database.url, env, admin)
  await addNotes(postgres.adminUrl, database.name, { seed, shop })
  return shop
}
