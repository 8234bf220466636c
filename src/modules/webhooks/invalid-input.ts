import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { issueText, issuesOf, type Issue } from "./core/issue"
import { issuesText, shown } from "./core/issues-text"
import { depthProblem } from "./core/json-problem"
import type { Problem } from "./core/problem"

/**
 * A refusal that names the fields it is about. A workflow hands an error on as a plain object: what is kept of it are its
 * own properties, so it is known by `inputIssues`, never by its class. They are not called `issues`: Medusa's error
 * handler would take it for one of zod's, and write another message.
 */
export class InvalidInput extends MedusaError {
  constructor(
    readonly inputIssues: readonly Issue[],
    message: string = inputIssues.map(issueText).join("; "),
    type: string = MedusaError.Types.INVALID_DATA
  ) {
    super(type, message)
  }

  /** Of what a schema refused. @param input what was checked; its values are shown in the message. */
  static ofSchema(error: z.ZodError, input: unknown): InvalidInput {
    return new InvalidInput(issuesOf(error), issuesText(error, input))
  }

  /** Of one field. @param given shown in the message; left out where it may be a secret. */
  static ofField({ path, message, code = "custom" }: Problem, given?: unknown): InvalidInput {
    const issue = { path, code, message }
    return new InvalidInput([issue], issueText(issue) + (given === undefined ? "" : shown(given)))
  }
}

/** The fields that an error is about, also when a workflow handed it on; `null` where it is about none. */
export function inputIssuesOf(error: unknown): readonly Issue[] | null {
  const issues: unknown = (error as Partial<InvalidInput> | null | undefined)?.inputIssues
  return Array.isArray(issues) ? (issues as Issue[]) : null
}

/** Of the path to a value that is nested too deeply. */
const SHOWN_KEYS = 5

/**
 * What a schema makes of an input from outside.
 * @throws InvalidInput naming each field. What is nested too deeply is refused first: checking it would overflow the stack.
 */
export function checkedInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const deep = depthProblem(input)
  if (deep) throw InvalidInput.ofField({ ...deep, path: deep.path.slice(0, SHOWN_KEYS), code: "too_deep" })
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw InvalidInput.ofSchema(parsed.error, input)
  return parsed.data
}
