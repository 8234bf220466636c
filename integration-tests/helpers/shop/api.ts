import { environment } from "../services/environment"

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
  postRaw: <Body>(
    path: string,
    body: string | Uint8Array,
    headers?: Record<string, string>
  ) => Promise<ApiResponse<Body>>
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
export function api(baseUrl: string, ownHeaders: Record<string, string> = {}): Api {
  const request = <Body>(method: string, path: string, headers: Record<string, string>, body?: string | Uint8Array) =>
    call<Body>(`${baseUrl}${path}`, {
      method,
      headers: { ...ownHeaders, ...headers },
      body: typeof body === "object" ? new Uint8Array(body) : body,
    })
  return {
    get: (path, headers = {}) => request("GET", path, headers),
    post: (path, json = {}, headers = {}) =>
      request("POST", path, { "content-type": "application/json", ...headers }, JSON.stringify(json)),
    delete: (path) => request("DELETE", path, {}),
    postRaw: (path, body, headers = {}) =>
      request("POST", path, { "content-type": "application/json", ...headers }, body),
  }
}

/** The admin API as the admin of this token; see `loginAdmin`. */
export function admin(baseUrl: string, token: string): Api {
  return api(baseUrl, { authorization: `Bearer ${token}` })
}

/** The Store API as a storefront calls it, for a customer who logged in or for a guest. */
export function store(baseUrl: string, publishableKey: string, customerToken?: string): Api {
  return api(baseUrl, {
    "x-publishable-api-key": publishableKey,
    ...(customerToken ? { authorization: `Bearer ${customerToken}` } : {}),
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
export async function loginAdmin(baseUrl: string): Promise<Api> {
  const login = { email: environment.seededShop().admin_email, password: environment.adminPassword() }
  const { token } = expectOk(await api(baseUrl).post<{ token: string }>("/auth/user/emailpass", login))
  return admin(baseUrl, token)
}
