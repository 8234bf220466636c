/** Chance that a seed repeats: the same faults in the same order, though never at the very same moments. */
export interface Dice {
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<T>(items: readonly T[]): T | undefined
}

/** The generator "mulberry32": 32 bits of state, good enough to choose what to break next. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    between: (least, most) => least + Math.floor(draw() * (most - least + 1)),
    pick: (items) => items[Math.floor(draw() * items.length)],
  }
}
