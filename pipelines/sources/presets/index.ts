import {contracts, fieldsOf} from "../../contracts/index.ts";
import type {Preset} from "../mapping.ts";
import {businessPresets} from "./business/index.ts";
import {forms} from "./forms.ts";
import {telephonyPresets} from "./telephony/index.ts";

/** For every entity a preset whose columns are the contract's own field names. */
const generic: Preset[] = contracts.map((contract) => ({
  id: contract.entity,
  title: `Generic table of ${contract.entity.replaceAll("_", " ")}`,
  doc: `${contract.doc} Columns carry the field names of the contract; those that are absent stay empty.`,
  format: {},
  entities: {
    [contract.entity]: {
      fields: Object.fromEntries(fieldsOf(contract).map((field) => [field.name, {column: field.name}])),
    },
  },
}));

export const presets: ReadonlyMap<string, Preset> = new Map(
  [...businessPresets, ...telephonyPresets, ...generic, ...forms].map((preset) => [preset.id, preset]),
);
