import { defineConfig } from "@medusajs/framework/utils"

/**
 * The shop of the project's own medusa-config.ts without its modules; and, as this folder has no `src/`, without its
 * subscribers, jobs, routes and links.
 */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost:8000",
      adminCors: "http://localhost:9000",
      authCors: "http://localhost:9000,http://localhost:8000",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: true },
})
