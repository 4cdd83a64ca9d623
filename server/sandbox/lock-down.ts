import type {DuckDBConnection} from "@duckdb/node-api";

/** Options at opening: a published file is only ever read, and DuckDB fetches nothing by itself. */
export function readOnlyOptions({
  memory,
  threads,
}: {
  memory: string;
  threads: number;
}): Record<string, string> {
  return {
    access_mode: "READ_ONLY",
    memory_limit: memory,
    threads: String(threads),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  };
}

/**
 * Shuts an instance off from disk and network once everything it needs is attached.
 * The second line closes what the first leaves open: reading the instance's own files as raw bytes.
 * The third must be last: after it no setting can be changed.
 */
export async function lockDown(connection: DuckDBConnection) {
  await connection.run("set enable_external_access = false");
  await connection.run("set disabled_filesystems = 'LocalFileSystem'");
  await connection.run("set lock_configuration = true");
}
