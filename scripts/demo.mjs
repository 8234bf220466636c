// npm run demo: a whole shop on this machine, a partner that receives every event, and the dashboard.
// `npm run demo -- --once` ends by itself, with code 0 only if every webhook came and was signed right.
import { logIn, registerEmr, requireVerification, subscribe } from "./demo/administer.mjs"
import { ensureBuilt } from "./demo/build.mjs"
import { startPartner } from "./demo/partner.mjs"
import { startShop } from "./demo/shop.mjs"
import { showWebhook } from "./demo/show.mjs"
import { play } from "./demo/story.mjs"
import { ensureInstalled } from "./lib/install.mjs"
import { friendlyError, main, untilInterrupted } from "./lib/lifecycle.mjs"
import { localEnv } from "./lib/local-env.mjs"
import { ensureMigrated } from "./lib/migrate.mjs"
import { ensurePostgres, shopDatabase } from "./lib/postgres.mjs"
import { step } from "./lib/progress.mjs"
import { ensureSeeded } from "./lib/seed.mjs"

const ADMIN = { email: "admin@example.com", password: "supersecret" }

async function prepareDatabase(postgres, database, env) {
  await step("migrate", "creating the tables", async (say) => {
    const migrated = await ensureMigrated(postgres, database, env)
    say(migrated ? "tables created" : "tables are current")
  })
  return step("seed", "stocking the shop", async (say) => {
    const shop = await ensureSeeded(postgres, database, env, ADMIN)
    say("region, stock, shipping, product, publishable key, admin")
    return shop
  })
}

await main(async () => {
  console.log("\nA shop, a partner who receives its events, and an EMR that calls\n")
  await ensureInstalled()
  const postgres = await ensurePostgres()
  const database = await shopDatabase(postgres)
  const env = localEnv(database)
  // Side by side: one waits for the database while the other computes.
  const [shop] = await Promise.all([prepareDatabase(postgres, database, env), ensureBuilt(env)])
  const medusa = await startShop(env)

  const partner = await startPartner()
  const admin = await logIn(medusa.url, ADMIN)
  await subscribe(admin, partner)
  const emrSecret = await registerEmr(admin)
  await requireVerification(admin)
  console.log("")
  const count = await play({ shop_url: medusa.url, shop, partner, emr_secret: emrSecret })

  console.log(`${count.verified} of ${count.expected} expected webhooks arrived and were signed right.`)
  const exitCode = count.verified === count.expected ? 0 : 1
  if (process.argv.includes("--once")) return exitCode

  console.log(
    `\nDashboard  ${medusa.url}/app\nLogin      ${ADMIN.email} / ${ADMIN.password}\nLog        .data/demo.log`
  )
  console.log("\nWhat the partner gets from now on is shown here. Ctrl-C ends.\n")
  partner.onWebhook(showWebhook)
  const gone = medusa.exited.then(() => {
    throw friendlyError("Medusa ended by itself. Its log is in .data/demo.log")
  })
  return Promise.race([untilInterrupted(exitCode), gone])
})
