/**
 * Why a delivery was not taken in, as it is stored (jsonb): a code with what belongs to it, put into
 * words in reason.texts.ts. It holds nothing personal: it outlives the raw body.
 */
export type Reason =
  // The body cannot be read
  | { code: "body_empty" }
  | { code: "body_too_large"; limit_kb: number }
  | { code: "body_not_text" }
  | { code: "body_not_json" }
  | { code: "body_not_form" }
  | { code: "body_unknown_type"; type: string }
  | { code: "body_unknown_packing"; packing: string }
  | { code: "body_broken_packing" }
  | { code: "body_too_deep"; limit: number }
  | { code: "body_bad_character" }
  // It was not signed as it should
  | { code: "no_secret_here" }
  | { code: "signature_missing"; where: string }
  | { code: "signature_wrong" }
  | { code: "timestamp_missing"; where: string }
  | { code: "timestamp_unreadable" }
  | { code: "timestamp_too_far"; limit_seconds: number }
  | { code: "token_missing"; where: string }
  | { code: "token_wrong" }
  // It is no answer
  | { code: "ping" }
  | { code: "other_event"; event: string }
  | { code: "unfinished" }
  | { code: "score_not_given" }
  // It waits for an administrator
  | { code: "not_mapped"; fields: string[] }
  | { code: "scale_not_confirmed" }
  | { code: "nothing_there"; field: string }
  | { code: "paused" }
  | { code: "not_fetched_yet"; tries?: number }
  // It cannot be right
  | { code: "score_not_a_number"; value: string }
  | { code: "score_out_of_range"; value: string }
  | { code: "score_not_whole"; value: string }
  | { code: "other_scale"; scale: string }
  | { code: "time_unreadable"; field: string }
  | { code: "fields_invalid"; errors: { field: string; reason: string }[] }
  | { code: "too_many_answers"; limit: number }
  | { code: "no_answers" }
  | { code: "not_stored" }
  | { code: "body_gone" }
  // It could not be fetched
  | { code: "fetch_no_key" }
  | { code: "fetch_bad_ids" }
  | { code: "fetch_refused"; status: number }
  | { code: "fetch_not_found" }
  | { code: "fetch_too_large"; limit_kb: number }
  | { code: "fetch_not_json" }
  | { code: "fetch_forbidden_address" }
  | { code: "fetch_no_answer"; tries: number };

export type ReasonCode = Reason["code"];
export type ReasonOf<Code extends ReasonCode> = Extract<Reason, { code: Code }>;

/** A request that is refused whole, with the HTTP status that says so. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: Reason;

  constructor(status: number, reason: Reason) {
    super(reason.code);
    this.status = status;
    this.reason = reason;
  }
}
