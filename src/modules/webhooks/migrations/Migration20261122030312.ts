import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122030312 extends Migration {

  /**
   * As generated, but for the indexes on `deleted_at` alone: on the tables that are written for every event
   * (webhook_event, webhook_delivery, webhook_delivery_attempt) they would hold every row and serve no query.
   */
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "webhook_source" drop constraint if exists "webhook_source_slug_unique";`);
    this.addSql(`alter table if exists "webhook_inbound_message" drop constraint if exists "webhook_inbound_message_source_id_dedupe_key_unique";`);
    this.addSql(`alter table if exists "webhook_event" drop constraint if exists "webhook_event_type_idempotency_key_unique";`);
    this.addSql(`create table if not exists "webhook_delivery" ("id" text not null, "event_id" text not null, "subscription_id" text not null, "event_type" text not null, "subject" text null, "status" text check ("status" in ('pending', 'retrying', 'delivered', 'failed', 'cancelled')) not null default 'pending', "format" text not null, "api_version" text not null, "attempts" integer not null default 0, "next_retry_at" timestamptz null, "delivered_at" timestamptz null, "response_code" integer null, "response_body" text null, "outcome" text null, "failure_reason" text null, "lease_until" timestamptz null, "lease_token" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "webhook_delivery_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_due" ON "webhook_delivery" ("subscription_id", "status", "next_retry_at", "id") WHERE status IN ('pending', 'retrying') AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_next" ON "webhook_delivery" ("next_retry_at") WHERE status IN ('pending', 'retrying') AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_leased" ON "webhook_delivery" ("subscription_id", "lease_until") WHERE lease_until IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_event_id" ON "webhook_delivery" ("event_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_subscription_id_id" ON "webhook_delivery" ("subscription_id", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_subject_id" ON "webhook_delivery" ("subject", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_status_id" ON "webhook_delivery" ("status", "id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "webhook_delivery_attempt" ("id" text not null, "delivery_id" text not null, "attempt_number" integer not null, "outcome" text not null, "reason" text null, "response_code" integer null, "response_body" text null, "duration_ms" integer not null, "started_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "webhook_delivery_attempt_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_delivery_attempt_delivery_id_id" ON "webhook_delivery_attempt" ("delivery_id", "id") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "webhook_event" ("id" text not null, "type" text not null, "subject" text null, "account_id" text null, "actor" text null, "idempotency_key" text not null, "tracked_id" text null, "data" text not null, "previous" text null, "occurred_at" timestamptz not null, "traceparent" text null, "payload_removed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "webhook_event_pkey" primary key ("id"));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_webhook_event_type_idempotency_key_unique" ON "webhook_event" ("type", "idempotency_key");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_event_subject_id" ON "webhook_event" ("subject", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_event_tracked_id_type_id" ON "webhook_event" ("tracked_id", "type", "id") WHERE tracked_id IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "webhook_inbound_message" ("id" text not null, "source_id" text not null, "kind" text not null, "dedupe_key" text not null, "body" text not null, "status" text check ("status" in ('received', 'processed', 'failed')) not null default 'received', "result" text null, "error" text null, "tries" integer not null default 0, "next_try_at" timestamptz null, "processed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "webhook_inbound_message_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_inbound_message_deleted_at" ON "webhook_inbound_message" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_webhook_inbound_message_source_id_dedupe_key_unique" ON "webhook_inbound_message" ("source_id", "dedupe_key");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_inbound_message_status_id" ON "webhook_inbound_message" ("status", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_inbound_message_due" ON "webhook_inbound_message" ("next_try_at") WHERE next_try_at IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "webhook_signing_secret" ("id" text not null, "owner_id" text not null, "sealed" text not null, "expires_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "webhook_signing_secret_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_signing_secret_owner_id" ON "webhook_signing_secret" ("owner_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_signing_secret_deleted_at" ON "webhook_signing_secret" ("deleted_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "webhook_source" ("id" text not null, "name" text not null, "slug" text not null, "scheme" text not null default 'standard', "active" boolean not null default true, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "webhook_source_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_source_deleted_at" ON "webhook_source" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_webhook_source_slug_unique" ON "webhook_source" ("slug") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "webhook_subscription" ("id" text not null, "name" text not null, "description" text null, "url" text not null, "transport" text not null default 'http', "method" text not null default 'POST', "headers" jsonb null, "events" text[] not null, "active" boolean not null default true, "retry_policy" text not null default 'exponential', "max_retries" integer not null, "retry_interval_seconds" integer null, "client_error_policy" text not null default 'retry', "api_version" text not null, "format" text not null default 'standard', "signature_scheme" text not null default 'standard', "account_id" text null, "timeout_ms" integer null, "max_concurrency" integer null, "rate_limit_per_second" real null, "rate_tokens" real not null default 0, "rate_refilled_at" timestamptz null, "disabled_reason" text null, "disabled_at" timestamptz null, "failing_since" timestamptz null, "consecutive_failures" integer not null default 0, "paused_until" timestamptz null, "slots" integer null, "created_by" text null, "metadata" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "webhook_subscription_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_subscription_deleted_at" ON "webhook_subscription" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_webhook_subscription_events" ON "webhook_subscription" USING gin ("events") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "webhook_delivery" cascade;`);

    this.addSql(`drop table if exists "webhook_delivery_attempt" cascade;`);

    this.addSql(`drop table if exists "webhook_event" cascade;`);

    this.addSql(`drop table if exists "webhook_inbound_message" cascade;`);

    this.addSql(`drop table if exists "webhook_signing_secret" cascade;`);

    this.addSql(`drop table if exists "webhook_source" cascade;`);

    this.addSql(`drop table if exists "webhook_subscription" cascade;`);
  }

}
