import { environment } from "./environment"

/** What came back; `body` is the parsed JSON, or `undefined` when it was none. */
export interface ApiResponse<Body> {
  status: number
  headers: Headers
  body: Body
  text: string
}

type Call = <Body>(path: string, json?: unknown, headers?: Record<string, string>) => Promise<ApiResponse<Body>>

export interface Api {
  get: <Body>(path: string, headers?: Record<string, string>) => Promise<ApiResponse<Body>>
  post: Call
  delete: <Body>(path: string) => Promise<ApiResponse<Body>>
  /** Sends a body exactly as given, for signatures. */
  postRaw: <Body>(path: string, body: string | Uint8Array, headers?: Record<string, string>) => Promise<ApiResponse<Body>>
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function call<Body>(url: string, init: RequestInit): Promise<ApiResponse<Body>> {
  const response = await fetch(url, init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parse(text) as Body, text }
}

/** A client that sends these headers with each request. A status is an answer here: it never throws on one. */
export function api(base_url: string, own_headers: Record<string, string> = {}): Api {
  const request = <Body>(method: string, path: string, headers: Record<string, string>, body?: string | Uint8Array) =>
    call<Body>(`${base_url}${path}`, {
      method,
      headers: { ...own_headers, ...headers },
      body: typeof body === "object" ? new Uint8Array(body) : body,
    })
  return {
    get: (path, headers = {}) => request("GET", path, headers),
    post: (path, json = {}, headers = {}) =>
      request("POST", path, { "content-type": "application/json", ...headers }, JSON.stringify(json)),
    delete: (path) => request("DELETE", path, {}),
    postRaw: (path, body, headers = {}) => request("POST", path, { "content-type": "application/json", ...headers }, body),
  }
}

/** The admin API as the admin of this token; see `loginAdmin`. */
export function admin(base_url: string, token: string): Api {
  return api(base_url, { authorization: `Bearer ${token}` })
}

/** The Store API as a storefront calls it, for a customer who logged in or for a guest. */
export function store(base_url: string, publishable_key: string, customer_token?: string): Api {
  return api(base_url, {
    "x-publishable-api-key": publishable_key,
    ...(customer_token ? { authorization: `Bearer ${customer_token}` } : {}),
  })
}

/** Fails with the answer itself, for calls that only prepare a test. */
export function expectOk<Body>(response: ApiResponse<Body>): Body {
  if (response.status < 200 || response.status > 299) {
    throw new Error(`Expected a 2xx answer, got ${response.status}: ${response.text}`)
  }
  return response.body
}

/** Logs the seeded admin in and returns the admin API. */
export async function loginAdmin(base_url: string): Promise<Api> {
  const login = { email: environment.seededShop().admin_email, password: environment.adminPassword() }
  const { token } = expectOk(await api(base_url).post<{ token: string }>("/auth/user/emailpass", login))
  return admin(base_url, token)
}
