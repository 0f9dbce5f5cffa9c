/** What the subjects of the server ask of PostgreSQL, be it embedded or a server of its own. */

export interface Queries {
  /** @returns the rows; parameters are `$1`, `$2` … */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
  ): Promise<Row[]>;
}

export interface Database extends Queries {
  /** Commits once `work` is done, rolls back if it rejects. Rejects as `work` does. */
  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result>;
  /**
   * Hears `NOTIFY` of every node, this one included. `onGap` runs after a lost connection is back:
   * whatever was notified meanwhile is unknown and must be read anew.
   */
  listen(
    channel: string,
    listener: (payload: string) => void,
    onGap: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
