/** SQL text pieces shared by everything that writes SQL. */

export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Characters by their code points, as text: DuckDB works out each call of `chr` while it plans, and plans for long. */
export function characters(codes: readonly number[]): string {
  return literal(String.fromCodePoint(...codes));
}
