/** Where "now" and the dice come from; a test hands in its own. */
export interface Clock {
  now(): Date
  /** In [0, 1). */
  draw(): number
}
