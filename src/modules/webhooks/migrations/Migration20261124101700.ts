import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const FUNCTIONS = [
  "webhook_claim(int, timestamptz, int, text, int, text[])",
  "webhook_settle(json)",
  "webhook_look_again_ms(timestamptz)",
]

/**
 * Before PostgreSQL 18, `enable_seqscan = off` makes a plan look so dear that it is compiled: seconds for a claim that runs
 * for milliseconds. Whoever replaces one of these functions has to say it again: `CREATE OR REPLACE` forgets settings.
 */
export class Migration20261124101700 extends Migration {
  override async up(): Promise<void> {
    for (const name of FUNCTIONS) this.addSql(`ALTER FUNCTION ${name} SET jit = off`)
  }

  override async down(): Promise<void> {
    for (const name of FUNCTIONS) this.addSql(`ALTER FUNCTION ${name} RESET jit`)
  }
}
