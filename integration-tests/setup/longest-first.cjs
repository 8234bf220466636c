const { default: Sequencer } = require("@jest/test-sequencer")

/** Minutes each, most of it waiting. Begun last, one of them would run on alone when all others are over. */
const LONGEST = [
  "faults/rabbitmq.spec.ts",
  "e2e/chaos.spec.ts",
  "faults/killed-inbox.spec.ts",
  "faults/killed-workers.spec.ts",
  "faults/commit-window.spec.ts",
]

const rank = ({ path }) => {
  const place = LONGEST.findIndex((end) => path.endsWith(end))
  return place < 0 ? LONGEST.length : place
}

/** jest knows what took long from the last run on this machine; where there was none, it goes by the size of the files. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b))
  }
}
