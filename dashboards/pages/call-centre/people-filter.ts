import {people, teams} from "../../lib/location.ts";

interface Person {
  employee_id: string | null;
  team_id?: string | null;
}

/** Rows of the people and teams that the bar names; none named means all. */
export function ofChosen<Row extends Person>(rows: Row[], teamOf: ReadonlyMap<string, string | null>): Row[] {
  const chosenPeople = people.value;
  const chosenTeams = teams.value;
  if (!chosenPeople.length && !chosenTeams.length) return rows;
  return rows.filter((row) => {
    if (row.employee_id === null) return false;
    const team = row.team_id ?? teamOf.get(row.employee_id) ?? null;
    return (
      (!chosenPeople.length || chosenPeople.includes(row.employee_id)) &&
      (!chosenTeams.length || (team !== null && chosenTeams.includes(team)))
    );
  });
}

/** Whether the bar names people or teams at all. */
export const isChosen = (): boolean => people.value.length > 0 || teams.value.length > 0;

/** Ids of the people that the bar names, by name or by team; none when it names nobody. */
export function chosenPeople(teamOf: ReadonlyMap<string, string | null>): string[] {
  if (!people.value.length && !teams.value.length) return [];
  return ofChosen(
    [...teamOf.keys()].map((employee_id) => ({employee_id})),
    teamOf,
  ).map((row) => row.employee_id);
}
