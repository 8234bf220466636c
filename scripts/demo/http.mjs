/** Calls a JSON API and returns the parsed answer; anything but a 2xx is an error that shows the answer. */
export async function call(method, url, { headers = {}, json, body } = {}) {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: json === undefined ? body : JSON.stringify(json),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`)
  return JSON.parse(text)
}

/** `call` bound to one server and one set of headers. */
export function client(baseUrl, headers) {
  return {
    get: (path) => call("GET", baseUrl + path, { headers }),
    post: (path, json = {}) => call("POST", baseUrl + path, { headers, json }),
    /** For an act that may be refused: a status is an answer here. */
    async tryPost(path) {
      const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: "{}" }
      const response = await fetch(baseUrl + path, init)
      return { status: response.status, body: await response.json() }
    },
  }
}
