/** Bounds the time of some work. @throws a TimeoutError with the message when the work takes longer; the work itself goes on. */
export async function within<T>(
  timeoutMs: number,
  work: Promise<T>,
  message = `took longer than ${timeoutMs} ms`
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException(message, "TimeoutError")), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
