import {chmodSync, closeSync, mkdirSync, openSync} from "node:fs";
import {dirname} from "node:path";
import {DatabaseSync} from "node:sqlite";

/** Each step takes the ledger one version further; a released step is never edited. */
const migrations = [
  `create table users (
     user_id integer primary key,
     name text not null,
     name_key text not null unique,
     role text not null,
     employee_id text,
     team_id text,
     password_hash text,
     is_demo integer not null default 0,
     created_at integer not null,
     disabled_at integer
   ) strict;
   create table sessions (
     token_hash text primary key,
     user_id integer not null references users,
     created_at integer not null,
     expires_at integer not null,
     user_agent text
   ) strict;
   create index sessions_of_user on sessions (user_id);
   create table invitations (
     token_hash text primary key,
     user_id integer not null references users,
     created_at integer not null,
     expires_at integer not null,
     used_at integer
   ) strict;
   create table fires (
     job text primary key,
     fired_at integer not null
   ) strict;
   create table audit (
     audit_id integer primary key,
     at integer not null,
     actor text,
     action text not null,
     subject text,
     detail text
   ) strict;
   create trigger audit_keeps_rows before delete on audit
   begin select raise(abort, 'audit: a row is never deleted'); end;
   create trigger audit_keeps_values before update on audit
   begin select raise(abort, 'audit: a row is never changed'); end;`,
  `create table docket_decisions (
     decision_id integer primary key,
     decided_at integer not null,
     by_name text not null,
     client_id text not null,
     owner_employee_id text not null,
     silent_since_date text not null,
     decision text not null,
     reason text not null,
     snapshot_id text not null,
     evidence text not null
   ) strict;
   create index decisions_of_client on docket_decisions (client_id);
   create trigger docket_keeps_rows before delete on docket_decisions
   begin select raise(abort, 'docket: a decision is never deleted'); end;
   create trigger docket_keeps_values before update on docket_decisions
   begin select raise(abort, 'docket: a decision is never changed'); end;`,
  `create table payroll_events (
     event_id integer primary key,
     at integer not null,
     by_name text not null,
     month text not null,
     kind text not null,
     employee_id text,
     detail text not null
   ) strict;
   create index payroll_events_of_month on payroll_events (month);
   create table payroll_closes (
     month text primary key,
     event_id integer not null references payroll_events,
     body text not null
   ) strict;
   create table payroll_statements (
     month text not null references payroll_closes,
     version integer not null,
     employee_id text not null,
     own_total integer not null,
     hash text not null,
     credits text not null,
     corrections text not null,
     body text not null,
     difference text,
     primary key (month, version, employee_id)
   ) strict;
   ${["payroll_events", "payroll_closes", "payroll_statements"]
     .map(
       (table) => `
   create trigger ${table}_keeps_rows before delete on ${table}
   begin select raise(abort, '${table}: a row is never deleted'); end;
   create trigger ${table}_keeps_values before update on ${table}
   begin select raise(abort, '${table}: a row is never changed'); end;`,
     )
     .join("")}`,
  `create table queries (
     query_id integer primary key,
     at integer not null,
     by_name text not null,
     sql text not null,
     sql_hash text not null,
     snapshot_id text not null,
     row_count integer,
     milliseconds integer not null,
     outcome text not null
   ) strict;
   create index queries_of_person on queries (by_name, at);
   create trigger queries_keep_rows before delete on queries
   begin select raise(abort, 'queries: a row is never deleted'); end;
   create trigger queries_keep_values before update on queries
   begin select raise(abort, 'queries: a row is never changed'); end;`,
];

/** Opens the ledger of a company folder, creating or upgrading it. */
export function openLedger(path: string): DatabaseSync {
  mkdirSync(dirname(path), {recursive: true});
  // what people are paid is in it: SQLite gives its side files the mode of this one
  closeSync(openSync(path, "a", 0o600));
  chmodSync(path, 0o600);
  const ledger = new DatabaseSync(path, {timeout: 5000, enableForeignKeyConstraints: true});
  ledger.exec("pragma journal_mode = wal; pragma synchronous = full");
  transaction(ledger, () => {
    const version = Number(ledger.prepare("pragma user_version").get()?.["user_version"]);
    if (version > migrations.length)
      throw new Error(`${path}: written by a newer Estafeta (version ${version}); update this one`);
    for (const migration of migrations.slice(version)) ledger.exec(migration);
    ledger.exec(`pragma user_version = ${migrations.length}`);
  });
  return ledger;
}

/** What would come of it: the work is done, looked at and undone. */
export function rehearsal<Value>(ledger: DatabaseSync, work: () => Value): Value {
  ledger.exec("begin immediate");
  try {
    return work();
  } finally {
    ledger.exec("rollback");
  }
}

/** All or nothing; takes the write lock at once, so that two processes cannot both decide on what they read. */
export function transaction<Value>(ledger: DatabaseSync, work: () => Value): Value {
  ledger.exec("begin immediate");
  try {
    const value = work();
    ledger.exec("commit");
    return value;
  } catch (error) {
    ledger.exec("rollback");
    throw error;
  }
}
