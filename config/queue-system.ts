/** Which system keeps the queue of the branch: our own central system, or the city's ZMS. */
export type QueueSystemConfig = { readonly kind: 'ours' } | ZmsConfig;

/** ZMS (it-at-m/eappointment) of release Muc-47, or one that answers as it does. */
export interface ZmsConfig {
  readonly kind: 'zms';
  /** With the path of its interface: `https://zms.example/terminvereinbarung/api/2`. */
  readonly address: string;
  /** Absolute path of the file with the terminal's user in ZMS, which only its owner may read. */
  readonly credentialsFile: string;
  /** Locations of ZMS that belong to this branch. */
  readonly scopes: readonly ZmsScopeConfig[];
  /** Numbers that no other terminal of the branch has, and that ZMS does not give. */
  readonly offlineNumbers: {
    /** One or two letters. */
    readonly prefix: string;
    /** Of a number on paper: 3 makes 7 `007`. */
    readonly digits: number;
    readonly firstNumber: number;
    readonly lastNumber: number;
    /** How many of them this terminal holds of each service. */
    readonly perService: number;
  };
}

export interface ZmsScopeConfig {
  readonly id: number;
  /** How waiting rooms name it. */
  readonly queueId: string;
  readonly services: readonly {
    readonly serviceId: string;
    /** What ZMS calls it; null: tickets of this location are of no service. */
    readonly requestId: string | null;
  }[];
}
