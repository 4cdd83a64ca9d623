const clocks = ["", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p"];
const withClocks = (days: string[]) => days.flatMap((day) => clocks.map((clock) => day + clock));
/** Forms whose numbers stand in one order only, short years first: with four digits asked for, 26 would be the year 26. */
export const plainForms = withClocks(["%d.%m.%y", "%d.%m.%Y", "%Y-%m-%d"]);
/** Forms of numbers that may be day and month either way round. */
export const partedForms = {
  day: withClocks(["%d/%m/%y", "%d-%m-%y", "%d/%m/%Y", "%d-%m-%Y"]),
  month: withClocks(["%m/%d/%y", "%m-%d-%y", "%m/%d/%Y", "%m-%d-%Y"]),
};
/** Forms that systems write to one another. */
export const systemForms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S%z", "%Y%m%d"];
