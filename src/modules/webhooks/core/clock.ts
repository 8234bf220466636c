/** Where the time and the random numbers come from; a test passes its own. */
export interface Clock {
  now(): Date
  /** In [0, 1). */
  draw(): number
}
