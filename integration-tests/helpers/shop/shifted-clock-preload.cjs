// Loaded into a shop's process before everything else (`node --require`): its `Date` runs ahead by as many milliseconds as the
// file TEST_CLOCK_FILE says now. The shop itself knows nothing of it.
const { readFileSync } = require("node:fs")

const RealDate = Date
const REREAD_AFTER_MS = 20
let shiftMs = 0
let readAtMs = 0

function shifted() {
  const nowMs = RealDate.now()
  if (nowMs - readAtMs > REREAD_AFTER_MS) {
    readAtMs = nowMs
    shiftMs = Number(readFileSync(process.env.TEST_CLOCK_FILE, "utf8"))
  }
  return nowMs + shiftMs
}

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(shifted())
    else super(...given)
  }

  static now() {
    return shifted()
  }
}
