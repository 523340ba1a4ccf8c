/** Where an answer goes; `owner_id` null: the team's pool. `rule_id` null: no rule named it. */
export type Placed = { team_id: number; owner_id: number | null; rule_id: string | null };

/** One answer under both sets of rules; null: no task. */
export type Compared = { response_id: number; before: Placed | null; after: Placed | null };

type Share = { id: number; before: number; after: number };

/** What trying out found, as it stands in `tryouts.result`; it grows while the run is on. Before: the rules that hold; after: those tried. */
export type TryoutResult = {
  tasks: { before: number; after: number };
  /** Answers whose task would be with another person or team; that would get one; that would get none any more. */
  moved: number;
  opened: number;
  dropped: number;
  /** Tasks by the employee who would have got them. */
  people: Share[];
  /** Tasks that would have waited in a team's pool. */
  pools: Share[];
  /** How many answers each of the tried rules decided; a rule that is not here decided none. */
  rules: { id: string; count: number }[];
  /** Detractors whom no rule names: their tasks wait in the default team's pool. */
  fallen: number;
  /** The newest of each, at most 50. */
  examples: { moved: Compared[]; opened: Compared[]; dropped: Compared[]; fallen: Compared[] };
};
