import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Profiles of sources, and what an inbound message needs to be refused, to wait, and to be compared with its repeats.
 *
 * Messages of before keep their bodies in the clear until they are encrypted anew; their keys become what the same call's key
 * would be now, so that a repeat of one of them is still a repeat.
 */
export class Migration20261124140000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "webhook_source"
      add column if not exists "profile" text null,
      add column if not exists "settings" jsonb not null default '{}',
      add column if not exists "messages" text[] null,
      add column if not exists "rate_limit_per_minute" integer null,
      add column if not exists "fetch_url" text null,
      add column if not exists "fetch_credential" text null,
      add column if not exists "last_refused_at" timestamptz null,
      add column if not exists "last_refusal" text null;`)
    this.addSql(`alter table if exists "webhook_inbound_message"
      drop constraint if exists "webhook_inbound_message_status_check",
      add column if not exists "body_hash" text null,
      add column if not exists "cause" text null,
      add column if not exists "waits_for" text null,
      add column if not exists "faults" integer not null default 1;`)
    this.addSql(`UPDATE webhook_inbound_message SET
      dedupe_key = encode(sha256(convert_to(dedupe_key, 'UTF8')), 'hex'),
      body_hash = encode(sha256(convert_to(body, 'UTF8')), 'hex')
      WHERE body_hash IS NULL;`)
    // A process of the former version may still write rows without a hash, until the deployment is over.
    this.addSql(`alter table if exists "webhook_inbound_message"
      alter column "body_hash" set default '', alter column "body_hash" set not null,
      add constraint "webhook_inbound_message_status_check" check ("status" in ('received', 'processed', 'failed', 'quarantined'));`)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_inbound_message_waits_for" ON "webhook_inbound_message" ("waits_for") WHERE waits_for IS NOT NULL AND deleted_at IS NULL;`)
    this.addSql(`create table if not exists "webhook_inbound_snapshot" (
      "message_id" text not null, "source_id" text not null, "topic" text not null, "snapshot" text null,
      "created_at" timestamptz not null default now(),
      constraint "webhook_inbound_snapshot_pkey" primary key ("message_id", "topic"));`)
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_inbound_snapshot_topic" ON "webhook_inbound_snapshot" ("source_id", "topic", "message_id");`)
  }

  /** Keys stay hashed, and bodies encrypted: a repeat of one of these messages is a new message to the former version. */
  override async down(): Promise<void> {
    this.addSql(`drop table if exists "webhook_inbound_snapshot";`)
    this.addSql(`UPDATE webhook_inbound_message SET status = 'failed' WHERE status = 'quarantined';`)
    this.addSql(`drop index if exists "IDX_webhook_inbound_message_waits_for";`)
    this.addSql(`alter table if exists "webhook_inbound_message"
      drop constraint if exists "webhook_inbound_message_status_check",
      drop column if exists "body_hash", drop column if exists "cause", drop column if exists "waits_for", drop column if exists "faults";`)
    this.addSql(`alter table if exists "webhook_inbound_message"
      add constraint "webhook_inbound_message_status_check" check ("status" in ('received', 'processed', 'failed'));`)
    this.addSql(`alter table if exists "webhook_source"
      drop column if exists "profile", drop column if exists "settings", drop column if exists "messages",
      drop column if exists "rate_limit_per_minute", drop column if exists "fetch_url", drop column if exists "fetch_credential",
      drop column if exists "last_refused_at", drop column if exists "last_refusal";`)
  }
}
