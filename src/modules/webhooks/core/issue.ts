import type { z } from "@medusajs/framework/zod"
import type { Problem } from "./problem"

/** What is wrong with one field of a caller's input, for a program: a form finds the field by `path`, never in a text. */
export interface Issue {
  /** From the outermost key; empty where it is the input as a whole. */
  path: (string | number)[]
  /** Zod's code, or ours (`docs/subscriptions.md` lists them). */
  code: string
  /** Without the field and the value. */
  message: string
}

/** A problem as zod's `addIssue` takes it. Zod knows no codes of ours: it travels as a parameter. */
export function customIssue({ path, message, code }: Problem) {
  return { code: "custom" as const, path, message, params: { code } }
}

/** Each thing that is wrong with an input. @param prefix put before each path, for input that lies below another field. */
export function issuesOf(error: z.ZodError, prefix: readonly string[] = []): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    const path = [...prefix, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))]
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: [...path, key], code: issue.code, message: "is not a known field" }))
    }
    return [{ path, code: codeOf(issue), message: issue.message }]
  })
}

function codeOf(issue: z.core.$ZodIssue): string {
  const ours: unknown = issue.code === "custom" ? issue.params?.code : undefined
  return typeof ours === "string" ? ours : issue.code
}

/** One issue for a person: `url: must begin with …`. */
export function issueText({ path, message }: Issue): string {
  return `${path.join(".") || "body"}: ${message}`
}
