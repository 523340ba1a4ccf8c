import { useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Select } from "../ui/form.tsx";
import { organisationTexts } from "./organisation.texts.ts";

type Team = { id: number; name: string; isLive: boolean };

/** The team that gets what finds nobody. One that is not live goes live by it: that is said where it is chosen. */
export function DefaultTeam({ teams, saved, chosen, error }: { teams: Team[]; saved: number; chosen: string | undefined; error: string | undefined }) {
  const t = useTexts(organisationTexts);
  const [value, setValue] = useState(chosen ?? String(saved));
  const team = teams.find(({ id }) => String(id) === value);
  return (
    <div className="grid gap-2">
      <Select label={t.defaultTeam} hint={t.defaultTeamHint} name="defaultTeamId" defaultValue={value} onChange={(event) => setValue(event.currentTarget.value)} error={error}>
        {teams.map(({ id, name, isLive }) => (
          <option key={id} value={id}>
            {isLive ? name : t.teamNotLive(name)}
          </option>
        ))}
      </Select>
      <div role="status">
        {team && !team.isLive && (
          <p className="rounded-[10px] bg-amber-soft px-4 py-2 text-amber wrap-break-word">
            {t.defaultNotLive(team.name)}
          </p>
        )}
      </div>
    </div>
  );
}
