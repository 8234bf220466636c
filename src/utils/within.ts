/** Bounds the time of some work. @throws a TimeoutError when the work takes longer; the work itself goes on. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException(`took longer than ${timeoutMs} ms`, "TimeoutError")), timeoutMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
