import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Where a job that works through a long list goes on, in whichever process it runs next. */
export class Migration20261124110000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "webhook_cursor" ("name" text not null, "position" text not null, "updated_at" timestamptz not null default now(), constraint "webhook_cursor_pkey" primary key ("name"));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "webhook_cursor";`)
  }
}
