import {existsSync, mkdirSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {type Home, homeAt} from "../company/company.ts";
import {readDictionaries} from "../company/dictionaries.ts";
import {entityCaption} from "../contracts/captions.ts";
import {type Contract, contractOf, contracts, fieldsOf} from "../contracts/index.ts";
import {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import {currentSnapshot} from "../snapshots.ts";
import {columnsHelp, type Language, writeCsv, writeWorkbook} from "../template.ts";
import {type Command, text} from "./command.ts";
import {fieldsTable} from "./fields-table.ts";

export const templateCommand: Command = {
  usage: `estafeta template ENTITY [--output FILE] [--lang ru|en] [--all] [--known] | --fields

A form for what no export gives: headers, lists to choose from, a page that explains each column. FILE ends in .xlsx
or .csv; a .csv has no lists, so they are printed. --all asks for every field, --known writes the clients we know into the form. The filled form is a source
with the preset form_ENTITY. Without ENTITY: what there is.
--fields writes nothing and prints what the entity holds: keys, required fields, units, words, for mappings of your own.`,
  options: {
    output: {type: "string"},
    lang: {type: "string"},
    all: {type: "boolean"},
    known: {type: "boolean"},
    fields: {type: "boolean"},
  },
  async execute(invocation) {
    const [entity] = invocation.positionals;
    if (entity === undefined) {
      const listed = languageOf(text(invocation, "lang") ?? "en");
      for (const {entity: name, doc} of contracts) {
        const caption = entityCaption(name)[listed];
        console.log(`${name.padEnd(20)} ${listed === "en" ? `${caption}: ${doc}` : caption}`);
      }
      return 0;
    }
    if (invocation.values["fields"] === true) {
      console.log(fieldsTable(entity));
      return 0;
    }
    const contract = contractOf(entity);
    if (!contract)
      throw new PipelineError("bad_usage", {
        en: `template ${entity}: there is no such entity; \`estafeta template\` lists them`,
        ru: `форма ${entity}: такой нет; выберите из списка`,
      });
    const language = languageOf(text(invocation, "lang") ?? "ru");
    const path = resolve(text(invocation, "output") ?? `${entity}.xlsx`);
    const home = homeAt(invocation.home);
    const options = {
      language,
      dictionaries: readDictionaries(join(home.company, "dictionaries")),
      all: invocation.values["all"] === true,
      rows: invocation.values["known"] === true ? await knownClients(home, contract) : [],
    };
    mkdirSync(dirname(path), {recursive: true});
    const isCsv = path.endsWith(".csv");
    if (isCsv) writeCsv(contract, path, options);
    else if (path.endsWith(".xlsx")) await writeWorkbook(contract, path, options);
    else throw new PipelineError("bad_usage", `--output ${path}: expected a name that ends in .xlsx or .csv`);
    const help = isCsv ? `\n${columns[language]}\n${columnsHelp(contract, options)}\n` : "";
    console.log(`${path}\n${help}${afterwards[language]}\n\n  ${entity}_form: {preset: form_${entity}}`);
    return 0;
  },
};

const columns = {
  ru: "Что писать в столбцы (в форме .xlsx те же списки стоят прямо в ячейках):",
  en: "What to write into the columns (a form that ends in .xlsx has these lists in its cells):",
} as const;

const afterwards = {
  ru: "Заполненную форму загрузите отдельным источником: перетащите на страницу «Источники» или впишите в company/sources.yaml:",
  en: "When it is filled in, load it as a source of its own: drop it on the page Sources, or write into company/sources.yaml:",
} as const;

function languageOf(value: string): Language {
  if (value === "ru" || value === "en") return value;
  throw new PipelineError("bad_usage", `--lang ${value}: expected ru or en`);
}

/** The client's id and name in each row, so that nobody has to look them up; the newest state only. */
async function knownClients(home: Home, contract: Contract): Promise<Record<string, string | null>[]> {
  if (!fieldsOf(contract).some(({name}) => name === "client_id"))
    throw new PipelineError("bad_usage", {
      en: `--known: ${contract.entity} has no client_id; leave the flag out`,
      ru: `форма ${contract.entity}: клиентов в ней нет; скачайте её без известных клиентов`,
    });
  const file = currentSnapshot(home)?.audiences.management.file;
  const path = file ? join(home.snapshots, file) : "";
  if (!existsSync(path))
    throw new PipelineError("not_found", {
      en: "--known: nothing has been published yet; `estafeta run` first",
      ru: "известные клиенты: ещё ничего не опубликовано; сначала запустите загрузку",
    });
  const database = await Database.open(path, {access_mode: "READ_ONLY"});
  try {
    return await database.rows(
      "select client_id, client_name from dim_clients order by client_name nulls last, client_id limit 50000",
    );
  } finally {
    database.close();
  }
}
