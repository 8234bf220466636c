import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122013552 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "customer_region_establishment" drop constraint if exists "customer_region_establishment_customer_id_region_code_unique";`);
    this.addSql(`create table if not exists "customer_region_establishment" ("id" text not null, "customer_id" text not null, "region_code" text not null, "status" text check ("status" in ('required', 'scheduled', 'established', 'expired', 'revoked')) not null default 'required', "established_at" timestamptz null, "expires_at" timestamptz null, "provider_id" text null, "appointment_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "customer_region_establishment_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_customer_region_establishment_customer_id" ON "customer_region_establishment" ("customer_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_customer_region_establishment_deleted_at" ON "customer_region_establishment" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_customer_region_establishment_customer_id_region_code_unique" ON "customer_region_establishment" ("customer_id", "region_code") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_region_establishment" cascade;`);
  }

}
