import {calendarExceptions} from "../company/calendar.ts";
import {homeAt, readCompany} from "../company/company.ts";
import {counted} from "../counted.ts";
import {Database} from "../database.ts";
import {readPlans} from "../payroll/read-plans.ts";
import {requireSyntax} from "../sources/syntax.ts";
import type {Command} from "./command.ts";

export const configCommand: Command = {
  usage:
    "estafeta config [--json]\n\nReads and checks the company folder; --json prints what the server needs of it.",
  options: {json: {type: "boolean"}},
  async execute({home, values}) {
    const company = readCompany(homeAt(home));
    const {config} = company;
    const database = await Database.open(":memory:", {threads: "1"});
    await requireSyntax(database, company).finally(() => database.close());
    const schedule = [
      ...(config.schedule.run ? [{source: null as string | null, cron: config.schedule.run}] : []),
      ...company.sources.flatMap((source) =>
        source.schedule ? [{source: source.id, cron: source.schedule}] : [],
      ),
    ];
    const sources = company.sources.map(({id, preset, entities}) => ({
      source_id: id,
      preset,
      entities: Object.keys(entities),
    }));
    // the server asks by --json: a plan or a calendar that does not load must not keep it from starting
    if (values["json"])
      console.log(
        JSON.stringify({
          name: config.name,
          timezone: config.timezone,
          schedule,
          retry: config.retry,
          sources,
        }),
      );
    else {
      calendarExceptions(config.work_calendar, company.directory);
      console.log(
        `${config.name}: ${counted(company.sources.length, "source")}, ${counted(company.norms.length, "norm")}, ${counted(readPlans(company.directory).plans.length, "pay plan")}, ${company.dictionaries.entries.length} dictionary entries; the configuration is sound`,
      );
    }
    return 0;
  },
};
