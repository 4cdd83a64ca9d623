import {homeAt} from "../company/company.ts";
import {PipelineError} from "../errors.ts";
import {type Command, type Invocation, text} from "./command.ts";
import {fillWithDemo} from "./serve.ts";

export const demoCommand: Command = {
  usage: `estafeta demo [--seed 1] [--months 24] [--scale 1] [--end 2026-10]

Writes the exports of a simulated company into the inbox, the same bytes for the same options,
and truth.json with what was planted in them.`,
  options: {seed: {type: "string"}, months: {type: "string"}, scale: {type: "string"}, end: {type: "string"}},
  async execute(invocation) {
    const end = text(invocation, "end");
    if (end !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(end))
      throw new PipelineError("bad_usage", `--end ${end}: expected a month such as 2026-10`);
    const options = {
      ...number(invocation, "seed", 0),
      ...number(invocation, "months", 1),
      ...number(invocation, "scale", 0.01),
      ...(end === undefined ? {} : {end}),
    };
    await fillWithDemo(homeAt(invocation.home), options);
    return 0;
  },
};

function number(invocation: Invocation, name: string, least: number): Record<string, number> {
  const given = text(invocation, name);
  if (given === undefined) return {};
  const value = Number(given);
  if (!Number.isFinite(value) || value < least)
    throw new PipelineError("bad_usage", `--${name} ${given}: expected a number from ${least}`);
  return {[name]: value};
}
