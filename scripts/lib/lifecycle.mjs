const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }
const SIGNAL_BASE = 128
// A promise alone does not keep a process alive.
const A_LONG_TIME_MS = 2 ** 30

const cleanups = []
let ending = null
let interruptedExitCode = null

/**
 * Registers something to undo when the script ends, by whatever way; last in, first out.
 * Returns a function that takes the registration back.
 */
export function defer(cleanup) {
  cleanups.push(cleanup)
  return () => {
    const index = cleanups.indexOf(cleanup)
    if (index >= 0) cleanups.splice(index, 1)
  }
}

async function cleanUp() {
  while (cleanups.length > 0) {
    const cleanup = cleanups.pop()
    try {
      await cleanup()
    } catch (error) {
      console.error(`While ending: ${error.message}`)
    }
  }
}

/** Undoes what was deferred, then exits. Later calls wait for the first: npm repeats every signal. */
function end(exitCode) {
  ending ??= cleanUp().then(() => process.exit(exitCode))
  return ending
}

/** Waits for Ctrl-C, which from now on is the ordinary way to end. */
export function untilInterrupted(exitCode) {
  interruptedExitCode = exitCode
  return new Promise(() => setInterval(() => {}, A_LONG_TIME_MS))
}

/**
 * Runs a script's main function, which returns the exit code; nothing it started outlives it,
 * be it by return, by error or by Ctrl-C.
 */
export async function main(work) {
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.on(signal, () => void end(interruptedExitCode ?? SIGNAL_BASE + number))
  }
  try {
    await end((await work()) ?? 0)
  } catch (error) {
    // A command that we killed ourselves while ending is no news.
    if (!ending) console.error(`\n${error.friendly ? error.message : error.stack}`)
    await end(1)
  }
}

/** An error whose message is meant for the person at the keyboard; printed without a stack. */
export function friendlyError(message) {
  return Object.assign(new Error(message), { friendly: true })
}
