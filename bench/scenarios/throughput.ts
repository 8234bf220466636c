import { startReceiver } from "../children"
import { limit, ours, type Contender, type Load } from "../contenders"
import { inTurn, median, rounded } from "../numbers"
import { measure, type Measured, type Phase } from "../rounds"
import type { Goal, Result, Scenario, Table } from "../scenario"

const CASES: (Load & { title: string; rounds: number })[] = [
  { title: "2 kB, fan-out 1", eventsCount: 5_000, fanOut: 1, bytes: 2_000, rounds: 3 },
  { title: "2 kB, fan-out 10", eventsCount: 400, fanOut: 10, bytes: 2_000, rounds: 2 },
  { title: "20 kB, fan-out 1", eventsCount: 2_000, fanOut: 1, bytes: 20_000, rounds: 2 },
  { title: "20 kB, fan-out 10", eventsCount: 300, fanOut: 10, bytes: 20_000, rounds: 2 },
]
const WARM_UP: Load = { eventsCount: 1_000, fanOut: 1, bytes: 2_000 }
const PHASES: Record<Phase, string> = { endToEnd: "end to end", drainOnly: "drain only" }
const GOALS: Record<string, number> = { postgres: 0.5, bullmq: 0.35 }

interface Row {
  load: string
  phase: Phase
  contender: string
  runs: Measured[]
}

const perSecond = ({ runs }: Row) => median(runs.map(({ perSecond }) => perSecond))
const cpuEach = ({ runs }: Row) => median(runs.map(({ cpuMsEach }) => cpuMsEach))

/** Ratio to the limit's run of the same round, median over the rounds: what the machine did meanwhile hits both. */
function toLimit(row: Row, rows: Row[]): number {
  const limits = rows.find(
    ({ load, phase, contender }) => load === row.load && phase === row.phase && contender === "limit"
  )
  return median(row.runs.map(({ perSecond }, round) => perSecond / (limits?.runs[round]?.perSecond ?? Number.NaN)))
}

export default {
  name: "throughput",

  async run({ redisUrl }, say): Promise<Result> {
    const receiver = await startReceiver()
    const contenders = [
      await limit(receiver),
      await ours("postgres", receiver, {}),
      await ours("bullmq", receiver, { redisUrl: redisUrl }),
    ]
    const rows: Row[] = []
    say("warming up")
    for (const contender of contenders) await measure(contender, "endToEnd", WARM_UP, receiver)
    for (const load of CASES) {
      for (const phase of Object.keys(PHASES) as Phase[]) {
        const ofCase = contenders.map(({ name }): Row => ({ load: load.title, phase, contender: name, runs: [] }))
        rows.push(...ofCase)
        for (let round = 0; round < load.rounds; round++) {
          for (const contender of inTurn(contenders, round)) {
            say(`${load.title}, ${PHASES[phase]}, round ${round + 1}, ${contender.name}`)
            const measured = await measure(contender, phase, load, receiver)
            ofCase.find((row) => row.contender === contender.name)?.runs.push(measured)
          }
        }
      }
    }
    await stopAll(contenders)
    await receiver.stop()
    return { tables: [table(rows)], goals: goals(rows), notes: NOTES, raw: { rows } }
  },
} satisfies Scenario

async function stopAll(contenders: Contender[]): Promise<void> {
  for (const contender of contenders) await contender.stop()
}

function table(rows: Row[]): Table {
  return {
    title: "Throughput: deliveries per second and CPU",
    head: ["load", "phase", "program", "deliveries/s", "of the limit", "CPU-ms each"],
    rows: rows.map((row) => [
      row.load,
      PHASES[row.phase],
      row.contender,
      rounded(perSecond(row)),
      rounded(toLimit(row, rows), 2),
      rounded(cpuEach(row), 3),
    ]),
  }
}

function goals(rows: Row[]): Goal[] {
  return rows
    .filter(({ contender, load }) => contender in GOALS && load === CASES[0]?.title)
    .map((row) => ({
      what: `${row.contender} engine to the limit, ${row.load}, ${PHASES[row.phase]}`,
      goal: GOALS[row.contender] ?? 0,
      is: "at least",
      value: toLimit(row, rows),
      unit: "×",
    }))
}

const NOTES = [
  "End to end: from the first event accepted to the last arrival, accepting and sending at the same time in one process. Drain only: everything was accepted before, the clock begins when sending does.",
  "CPU-ms each is that of the sending process alone, accepting included (in both phases); Postgres and the receiver have their own.",
  "The ratio is the median of the ratios of each round; in a round every program does the same load, in turns that run backwards every other round.",
]
