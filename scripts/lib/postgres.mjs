import { chooseHome } from "./postgres/home.mjs"
import { joinServer } from "./postgres/shared.mjs"
import { step } from "./progress.mjs"
import { ensureDatabase } from "./sql.mjs"

const SHOP_DATABASE = "shop"
const USUAL_PORT = 5432

/** Where a server is, for those who take no URL, and the URLs of its databases. */
export function describe(adminUrl) {
  const url = new URL(adminUrl)
  const urlFor = (database) => {
    const own = new URL(adminUrl)
    own.pathname = `/${database}`
    return own.href
  }
  return {
    adminUrl: adminUrl,
    urlFor,
    host: url.hostname,
    port: Number(url.port || USUAL_PORT),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

/**
 * Gives a PostgreSQL: the one of DATABASE_URL, else our embedded one, which is created and started as needed
 * and stopped by the last of our processes that leaves it.
 */
export function ensurePostgres() {
  return step("postgres", "starting the embedded PostgreSQL", async (say) => {
    if (process.env.DATABASE_URL) {
      say("using DATABASE_URL")
      return { ...describe(process.env.DATABASE_URL), embedded: false }
    }
    const server = { name: "postgres", title: "the embedded PostgreSQL", home: chooseHome() }
    return { ...describe(await joinServer(server, say)), embedded: true }
  })
}

/** The database of the shop on this machine, which the demo and `npm run dev` share: DATABASE_URL's, or one of ours. */
export async function shopDatabase(postgres) {
  if (!postgres.embedded) return { name: new URL(postgres.adminUrl).pathname.slice(1), url: postgres.adminUrl }
  await ensureDatabase(postgres.adminUrl, SHOP_DATABASE)
  return { name: SHOP_DATABASE, url: postgres.urlFor(SHOP_DATABASE) }
}
