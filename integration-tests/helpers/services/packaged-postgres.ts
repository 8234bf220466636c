import { cloneDatabase, dropDatabase, type TemplateServer } from "./database"
import { environment } from "./environment"

const packaged = (): TemplateServer => {
  const { admin_url, template } = environment.packagedPostgres()
  return { adminUrl: admin_url, doorUrl: admin_url, template }
}

/** `cloneDatabase`, on Debian's PostgreSQL as it is packaged. */
export const clonePackaged = (name: string): Promise<string> => cloneDatabase(name, packaged())

/** `dropDatabase`, there. */
export const dropPackaged = (name: string): Promise<void> => dropDatabase(name, packaged())
