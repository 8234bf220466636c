import { outcomeWithoutAnswer, type Outcome, type OutcomeKind } from "../../core/outcome"
import { MAX_REASON_CHARACTERS, storedText } from "../../core/stored-text"
import { outcomeOfError } from "../_network-outcome"
import type { OWN_OUTCOMES } from "./own-outcomes"

type BrokerOutcomeKind = OutcomeKind | keyof typeof OWN_OUTCOMES

/** AMQP's reply codes: while the connection was being opened, and after. Others are `broker_refused`. */
const KIND_BY_CODE: Record<"opening" | "open", Record<number, BrokerOutcomeKind>> = {
  opening: { 320: "connection_lost", 403: "login_refused" },
  // 320: an operator closed the connection, or the broker is going down.
  open: { 320: "connection_lost", 404: "exchange_missing" },
}

/** amqplib's text about the broker's last frame; during the handshake the reply code is nowhere else. */
const LAST_WORDS = /: (\d{3}) \([^)]*\) with message "(.*)"$/s

/** The outcome of a broker's error. @param phase whether the connection was open when it occurred. */
export function outcomeOfBrokerError(error: unknown, phase: "opening" | "open", timeoutMs: number): Outcome {
  const message = error instanceof Error ? error.message : ""
  const [, code, words] = LAST_WORDS.exec(message) ?? []
  if (code !== undefined)
    return refusal(KIND_BY_CODE[phase][Number(code)] ?? "broker_refused", `the broker answered ${code}: ${words}`)
  // A broker refuses a virtual host with a close frame only, whose text amqplib drops.
  if (phase === "opening" && message.includes("got <ConnectionClose")) {
    return refusal(
      "vhost_refused",
      "the broker closed the connection when the virtual host was opened: there is none of that name, or the user may not enter it"
    )
  }
  if (phase === "opening" && (error as Error).name === "TimeoutError")
    return refusal("timed_out", `not connected within ${timeoutMs} ms`)
  return outcomeOfError(error, timeoutMs)
}

/** The outcomes of a broker's answers to one message. */
export const BROKER_OUTCOMES = {
  returned: (code: number, text: string, destination: string) =>
    refusal("unroutable", `the broker answered ${code} ${text}: no queue takes what is published to ${destination}`),
  nacked: () =>
    refusal("rejected_by_broker", "the broker did not confirm the message: the queue is full, or could not store it"),
  unconfirmed: (timeoutMs: number, blockedReason: string | null) =>
    refusal(
      "timed_out",
      `no confirm within ${timeoutMs} ms${blockedReason === null ? "" : `; the broker takes no messages now: ${blockedReason}`}`
    ),
}

function refusal(kind: BrokerOutcomeKind, reason: string): Outcome {
  return outcomeWithoutAnswer(kind, storedText(reason, MAX_REASON_CHARACTERS))
}
