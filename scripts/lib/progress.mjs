const NAME_WIDTH = 10
const STILL_AT_IT_MS = 15_000

function seconds(sinceMs) {
  return ((Date.now() - sinceMs) / 1000).toFixed(1)
}

/** Prints one aligned line of the form `  ✓ name      summary`. */
export function line(mark, name, text) {
  console.log(`  ${mark} ${name.padEnd(NAME_WIDTH)} ${text}`)
}

/**
 * Runs one step of a longer job and prints one line for it when it is done; slow ones say every 15 seconds
 * that they still live. `work` gets a function that sets the words of that line.
 */
export async function step(name, doing, work) {
  const beganAt = Date.now()
  let summary = doing
  const timer = setInterval(() => {
    line("…", name, `${doing}, ${Math.round((Date.now() - beganAt) / 1000)} s so far`)
  }, STILL_AT_IT_MS)
  try {
    const result = await work((text) => (summary = text))
    line("✓", name, `${summary}  (${seconds(beganAt)} s)`)
    return result
  } catch (error) {
    line("✗", name, `${doing}: failed after ${seconds(beganAt)} s`)
    throw error
  } finally {
    clearInterval(timer)
  }
}

/**
 * Says in one line what can't be had on this machine, and why; of a command that failed, its last line. Throws what is not
 * for the person at the keyboard. @returns why, as it was said
 */
export function sayLeftOut(name, error) {
  if (!error.friendly) throw error
  const reason = error.message.trimEnd().split("\n").at(-1)
  line("✗", "left out", `${name}: ${reason}`)
  return reason
}
