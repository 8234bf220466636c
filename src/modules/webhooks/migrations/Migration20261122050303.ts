import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122050303 extends Migration {

  /**
   * Leases move out of the delivery's row into a table of their own, which needs no WAL: a crash of Postgres may forget them.
   * The generator took `lease_token` for `data` renamed; tokens would have become payloads. It does not know unlogged tables.
   */
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "webhook_partner" drop constraint if exists "webhook_partner_application_id_unique";`);
    this.addSql(`create table if not exists "webhook_partner" ("id" text not null, "name" text not null, "application_id" text not null, "password_hash" text not null, "account_id" text null, "events" text[] not null, "active" boolean not null default true, "failed_logins" integer not null default 0, "locked_until" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "webhook_partner_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_partner_deleted_at" ON "webhook_partner" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_webhook_partner_application_id_unique" ON "webhook_partner" ("application_id") WHERE deleted_at IS NULL;`);

    this.addSql(`drop index if exists "IDX_webhook_delivery_next";`);
    this.addSql(`drop index if exists "IDX_webhook_delivery_leased";`);
    this.addSql(`alter table if exists "webhook_delivery" drop column if exists "lease_until", drop column if exists "lease_token";`);
    this.addSql(`create unlogged table if not exists "webhook_delivery_lease" ("delivery_id" text not null, "subscription_id" text not null, "token" text not null, "until" timestamptz not null, constraint "webhook_delivery_lease_pkey" primary key ("delivery_id"));`);

    this.addSql(`alter table if exists "webhook_delivery" add column if not exists "data" text null, add column if not exists "previous" text null;`);

    this.addSql(`alter table if exists "webhook_event" add column if not exists "parties" text[] null, add column if not exists "callback_url" text null, add column if not exists "nothing_changed" boolean not null default false;`);

    this.addSql(`alter table if exists "webhook_subscription" add column if not exists "conditions" text null, add column if not exists "value_mappings" jsonb null, add column if not exists "fallback" boolean not null default false, add column if not exists "for_callback" boolean not null default false, add column if not exists "secret_owner_id" text null, add column if not exists "partner_id" text null, add column if not exists "url_password" text null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_subscription_partner_id" ON "webhook_subscription" ("partner_id") WHERE partner_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_subscription_callback" ON "webhook_subscription" ("url", "secret_owner_id") WHERE for_callback AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "webhook_partner" cascade;`);

    this.addSql(`alter table if exists "webhook_delivery" drop column if exists "data", drop column if exists "previous";`);

    this.addSql(`drop table if exists "webhook_delivery_lease";`);
    this.addSql(`alter table if exists "webhook_delivery" add column if not exists "lease_until" timestamptz null, add column if not exists "lease_token" text null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_next" ON "webhook_delivery" ("next_retry_at") WHERE status IN ('pending', 'retrying') AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_leased" ON "webhook_delivery" ("subscription_id", "lease_until") WHERE lease_until IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`alter table if exists "webhook_event" drop column if exists "parties", drop column if exists "callback_url", drop column if exists "nothing_changed";`);

    this.addSql(`drop index if exists "IDX_webhook_subscription_partner_id";`);
    this.addSql(`drop index if exists "IDX_webhook_subscription_callback";`);
    this.addSql(`alter table if exists "webhook_subscription" drop column if exists "conditions", drop column if exists "value_mappings", drop column if exists "fallback", drop column if exists "for_callback", drop column if exists "secret_owner_id", drop column if exists "partner_id", drop column if exists "url_password";`);
  }

}
