/** What the tests use of DuckDB, which is installed here only when they run (scripts/readers.mjs). */
declare module "@duckdb/node-api" {
  interface Reader {
    getRowObjects(): Record<string, unknown>[];
  }
  interface Connection {
    run(sql: string): Promise<unknown>;
    runAndReadAll(sql: string): Promise<Reader>;
  }
  interface Instance {
    connect(): Promise<Connection>;
  }
  export const DuckDBInstance: { create(): Promise<Instance> };
}
