import { setTimeout as sleep } from "node:timers/promises"
import { join } from "node:path"
import type { Process } from "../helpers/processes/process"
import { startPublisher, type Publisher } from "../helpers/processes/publisher"
import { startWorker } from "../helpers/processes/worker"
import { ownPostgres, type OwnPostgres } from "../helpers/services/own-postgres"
import { putOnSmallDisk, type SmallDisk } from "../helpers/services/small-disk"
import { openLedger, publishThrough, type Ledger } from "../helpers/shop/ledger"

/** Shorter than outcomes are kept for a database that takes no writes. */
const FULL_MS = 8_000
const SPARE_BYTES = 20 * 1_048_576

describe("a database whose disk is full", () => {
  let postgres: OwnPostgres
  let disk: SmallDisk
  let ledger: Ledger
  let publisher: Publisher
  let worker: Process

  beforeAll(async () => {
    postgres = await ownPostgres()
    // Its tables alone: where the log has no room either, the server ends.
    disk = putOnSmallDisk(join(postgres.dataDir, "base"), SPARE_BYTES)
    await postgres.start()
    const { databaseUrl } = postgres
    ledger = await openLedger(databaseUrl)
    ;[publisher, worker] = await Promise.all([startPublisher(databaseUrl), startWorker({ databaseUrl })])
    await ledger.subscribe(publisher, { max_concurrency: 32 })
  })
  afterAll(async () => {
    publisher.stop()
    await worker.stop()
    await ledger.receiver.stop()
    await postgres.stop("fast")
    disk.remove()
    await postgres.remove()
  })

  it("takes no events, loses none that it took, and goes on when there is room", async () => {
    const eventIds = await publishThrough(publisher, ledger, "full", async () => {
      disk.fill()
      await sleep(FULL_MS)
      disk.free()
    })
    await ledger.settle(`the disk was full for ${FULL_MS / 1_000} s`, eventIds)
  })
})
