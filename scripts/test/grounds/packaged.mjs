import { ensurePackagedPostgres } from "../../lib/postgres/packaged.mjs"

export default {
  title: "Debian's PostgreSQL as it is packaged: it compiles what is expensive, and has 100 connections",
  open: ensurePackagedPostgres,
}
