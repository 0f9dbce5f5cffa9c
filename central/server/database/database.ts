/** What the subjects of the server ask of PostgreSQL, be it embedded or a server of its own. */

export interface Queries {
  /**
   * @param name of a statement that is asked often: a server prepares it once a connection
   * @returns the rows; parameters are `$1`, `$2` …
   */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
    name?: string,
  ): Promise<Row[]>;
}

export interface Transaction extends Queries {
  /**
   * A statement whose rows nobody needs: it is sent without waiting for its answer, and the
   * transaction rejects as it does.
   */
  send(sql: string, parameters: readonly unknown[], name: string): void;
}

export interface Database extends Queries {
  /** Commits once `work` is done, rolls back if it rejects. Rejects as `work` does. */
  transaction<Result>(work: (queries: Transaction) => Promise<Result>): Promise<Result>;
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
