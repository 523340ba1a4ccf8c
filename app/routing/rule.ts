import { z } from "zod";

/** The answers that somebody means by "these": names and words are compared without capitals and outer spaces. */
const names = z.array(z.string().trim().min(1).max(200)).min(1).max(50);
const ids = z.array(z.number().int().positive()).min(1).max(50);

/** `not`: it must not hold. */
const condition = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("score"), from: z.number().int().min(0).max(10), to: z.number().int().min(0).max(10), not: z.literal(true).optional() }),
  z.strictObject({ is: z.literal("category"), one_of: z.array(z.enum(["promoter", "passive", "detractor"])).min(1), not: z.literal(true).optional() }),
  /** The team it is about, as the survey tool named it. */
  z.strictObject({ is: z.literal("team"), one_of: ids, not: z.literal(true).optional() }),
  z.strictObject({ is: z.literal("source"), one_of: ids, not: z.literal(true).optional() }),
  z.strictObject({ is: z.literal("touchpoint"), one_of: names, not: z.literal(true).optional() }),
  z.strictObject({ is: z.literal("language"), one_of: z.array(z.enum(["nl", "en"])).min(1), not: z.literal(true).optional() }),
  z.strictObject({ is: z.literal("account"), one_of: names, not: z.literal(true).optional() }),
  /** Any attribute by its name; a segment is one. */
  z.strictObject({ is: z.literal("attribute"), name: z.string().trim().min(1).max(100), one_of: names, not: z.literal(true).optional() }),
  /** Whole words or phrases in the comment; `lek*` is the start of a word. */
  z.strictObject({ is: z.literal("words"), any_of: names, not: z.literal(true).optional() }),
  /** She gave 0 to 6 before, at most so many days ago. */
  z.strictObject({ is: z.literal("repeat_detractor"), days: z.number().int().min(1).max(730), not: z.literal(true).optional() }),
  /** Her first response. */
  z.strictObject({ is: z.literal("new_customer"), not: z.literal(true).optional() }),
]);

/** Who gets it; whoever is away, full or gone is passed over, and then the next target is tried. */
const target = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("customer_owner") }),
  z.strictObject({ to: z.literal("about_employee") }),
  /** Who owned the task of this customer's response before this one. */
  z.strictObject({ to: z.literal("previous_owner") }),
  z.strictObject({ to: z.literal("employee"), id: z.number().int().positive() }),
  /** `about`: the team the response is about. claim: to its pool. round_robin: each in turn. first_present: in the order of their names. */
  z.strictObject({ to: z.literal("team"), id: z.union([z.number().int().positive(), z.literal("about")]), by: z.enum(["claim", "round_robin", "least_loaded", "first_present"]) }),
]);

const outcome = z.discriminatedUnion("open", [
  z.strictObject({ open: z.literal(false) }),
  z.strictObject({
    open: z.literal(true),
    for: z.array(target).min(1).max(6),
    /** Absent: as the organisation has it. */
    due: z.strictObject({ hours: z.number().int().min(1).max(720), unit: z.enum(["calendar", "working"]) }).optional(),
    is_urgent: z.literal(true).optional(),
    watcher_id: z.number().int().positive().optional(),
  }),
]);

export const rule = z.strictObject({
  /** Stays the same while the rule is moved and edited, from version to version. */
  id: z.string().regex(/^[a-z0-9]{8}$/),
  /** All must hold; none: always. */
  when: z.array(condition).max(10),
  does: outcome,
});

/** In order: the first rule whose conditions all hold decides. */
export const rules = z.array(rule).max(200);

export type Rule = z.output<typeof rule>;
export type Condition = z.output<typeof condition>;
export type Target = z.output<typeof target>;
export type Outcome = z.output<typeof outcome>;

/**
 * What Belterug starts with, and what holds while no version was ever activated: every detractor is
 * followed up. A detractor whom no rule names opens a task in the default team's pool all the same.
 */
export const firstRules: Rule[] = [
  { id: "detracto", when: [{ is: "category", one_of: ["detractor"] }], does: { open: true, for: [{ to: "customer_owner" }, { to: "about_employee" }, { to: "team", id: "about", by: "least_loaded" }] } },
];
