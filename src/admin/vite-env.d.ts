/// <reference types="vite/client" />

/** Set by the dashboard's build, from `admin` in medusa-config.ts and the environment. */
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined
declare const __JWT_TOKEN_STORAGE_KEY__: string | undefined
