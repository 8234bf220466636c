import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Counts wake-ups, for workers that no notification reaches: behind a pooler, or with a Redis that takes none. */
export class Migration20261124171000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create sequence if not exists "webhook_wakeup" as bigint;`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop sequence if exists "webhook_wakeup";`)
  }
}
