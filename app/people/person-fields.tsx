import type { Language } from "#db/schema.ts";
import { useTexts } from "../i18n/texts.ts";
import { Checkbox, Choice, FormError, type FormProblem, Select, TextField } from "../ui/form.tsx";
import { peopleTexts } from "./people.texts.ts";

type Known = { name: string; email: string; phone: string; language: Language; is_admin: boolean; memberships: { team_id: number; is_lead: boolean }[] };

/** Who a colleague is and where she works: the same fields when inviting and when changing. */
export function PersonFields({ person, teams, problem }: { person: Known | undefined; teams: { id: number; name: string }[]; problem: FormProblem | undefined }) {
  const t = useTexts(peopleTexts);
  const typed = problem?.values;
  const errors = problem?.errors ?? {};
  const placeIn = (teamId: number) => {
    const membership = person?.memberships.find(({ team_id }) => team_id === teamId);
    return membership ? (membership.is_lead ? "lead" : "member") : "none";
  };
  return (
    <>
      <FormError>{errors["form"]}</FormError>
      <TextField label={t.name} name="name" autoComplete="off" required maxLength={200} defaultValue={typed?.["name"] ?? person?.name} error={errors["name"]} />
      <TextField label={t.email} name="email" type="email" autoComplete="off" required maxLength={254} defaultValue={typed?.["email"] ?? person?.email} error={errors["email"]} />
      <TextField label={t.phone} hint={t.optional} name="phone" type="tel" autoComplete="off" maxLength={50} defaultValue={typed?.["phone"] ?? person?.phone} error={errors["phone"]} />
      <Choice
        legend={t.language}
        name="language"
        options={[
          { value: "nl", label: t.languages.nl },
          { value: "en", label: t.languages.en },
        ]}
        defaultValue={typed?.["language"] ?? person?.language ?? "nl"}
        error={errors["language"]}
      />
      <fieldset className="grid items-end gap-4 sm:grid-cols-2">
        <legend className="mb-2 text-sm font-semibold text-muted">{t.teams}</legend>
        {teams.length === 0 && <p className="text-muted">{t.noTeams}</p>}
        {teams.map(({ id, name }) => (
          <Select key={id} label={name} name={`team-${id}`} defaultValue={typed?.[`team-${id}`] ?? placeIn(id)}>
            {(["none", "member", "lead"] as const).map((place) => (
              <option key={place} value={place}>
                {t.places[place]}
              </option>
            ))}
          </Select>
        ))}
      </fieldset>
      <Checkbox label={t.isAdmin} hint={t.isAdminHint} name="is_admin" defaultChecked={typed ? "is_admin" in typed : person?.is_admin} />
    </>
  );
}
