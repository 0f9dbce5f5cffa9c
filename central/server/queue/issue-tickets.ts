import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import type { Database, Queries, Transaction } from '../database/database.ts';
import { BRANCH_CHANNEL } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { NO_QUEUE, parseConfiguration } from './configuration.ts';
import { enterEventOf } from './entry-changes.ts';
import { type IssuingBranch, issueTicket, type TicketAsked, type TicketGiven } from './issuing.ts';
import type { SeriesRow } from './series.ts';
import { entryFromRow, rowOfEntry, type StoredEntry } from './stored-entry.ts';
import type { Give, Settled } from './ticket-line.ts';

/**
 * Tickets of any branches in one transaction of two exchanges: all locks and readings travel
 * together, then all writings with the end. Versions and events are those of single changes.
 */
export function createIssuing(database: Database): Give {
  /** Parsed once a change: checking a whole document for every ticket would be most of its cost. */
  const parsed = new Map<string, { stamp: string; configuration: QueueConfiguration }>();

  const configurationOf = ({ id, stamp, body }: BranchRow): QueueConfiguration => {
    if (stamp === null) return NO_QUEUE;
    const known = parsed.get(id);
    if (known?.stamp === stamp) return known.configuration;
    const configuration = parseConfiguration(body);
    parsed.set(id, { stamp, configuration });
    return configuration;
  };

  const readPlaces = async (
    queries: Queries,
    asked: readonly TicketAsked[],
  ): Promise<Map<string, Place>> => {
    const keys = new Map(asked.map((each) => [keyOf(each), each]));
    const places = [...keys.values()];
    const rows = await queries.query<BranchRow>(
      PLACES,
      [
        places.map(({ branchId }) => branchId),
        places.map(({ now }) => dayInBranch(now)),
        places.map(({ branchId }) => parsed.get(branchId)?.stamp ?? null),
      ],
      'queue_issue_places',
    );
    return new Map(
      rows.map((row): [string, Place] => [
        `${row.id} ${row.day}`,
        {
          version: row.version,
          day: row.day,
          configuration: configurationOf(row),
          switchedOff: new Map(row.switched_off.map(({ id, text }) => [id, text])),
          held: row.held,
          series: new Map(row.series.map((each) => [each.service_id, each])),
        },
      ]),
    );
  };

  return (asked, locks) =>
    database.transaction(async (queries) => {
      // Plans for each question anew would take longer than the statements themselves.
      queries.send('SET LOCAL plan_cache_mode = force_generic_plan', [], 'queue_issue_plan');
      const [locked, places, known] = await Promise.all([
        lock(queries, asked, locks),
        readPlaces(queries, asked),
        readKnown(queries, asked),
      ]);
      const issued = new Issuance(places, known);
      const settled = asked
        .filter(({ branchId }) => locked.has(branchId))
        .map((each): Settled => ({ asked: each, given: issued.take(each) }));
      issued.write(queries);
      return settled;
    });
}

interface Place extends IssuingBranch {
  version: number;
}

interface BranchRow {
  readonly id: string;
  readonly day: string;
  readonly version: number;
  /** Other with every change of the configuration; null: there is none. */
  readonly stamp: string | null;
  /** Null where the stamp is the one that was asked with. */
  readonly body: unknown;
  readonly switched_off: readonly { readonly id: string; readonly text: string | null }[];
  readonly series: readonly SeriesRow[];
  readonly held: IssuingBranch['held'];
}

const keyOf = ({ branchId, now }: TicketAsked): string => `${branchId} ${dayInBranch(now)}`;

/** What one transaction gives, and what it has to write. */
class Issuance {
  private readonly places: ReadonlyMap<string, Place>;
  private readonly known: Map<string, StoredEntry>;
  private readonly versions = new Map<string, number>();
  private readonly series = new Map<string, SeriesRow>();
  private readonly entries: object[] = [];
  private readonly events: object[] = [];

  constructor(places: ReadonlyMap<string, Place>, known: Map<string, StoredEntry>) {
    this.places = places;
    this.known = known;
  }

  take(asked: TicketAsked): () => TicketGiven {
    const { branchId, entryId, serviceId, actor, now } = asked;
    const place = this.places.get(keyOf(asked));
    if (place === undefined) throw new Error('a ticket is asked of a branch that is not there');
    try {
      const { given, added } = issueTicket(place, asked, this.known.get(entryId));
      if (added !== null) {
        const version = (this.versions.get(branchId) ?? place.version) + 1;
        this.versions.set(branchId, version);
        const series = place.series.get(serviceId);
        if (series) this.series.set(`${keyOf(asked)} ${serviceId}`, series);
        this.known.set(entryId, added);
        this.entries.push({ ...rowOfEntry(added), changed_version: version });
        this.events.push({ ...enterEventOf(added, actor, now), version });
      }
      return () => given;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  write(queries: Transaction): void {
    if (this.entries.length === 0) return;
    const versions = [...this.versions].map(([id, version]) => ({ id, version }));
    const written = [versions, [...this.series.values()], this.entries, this.events];
    queries.send(
      WRITE,
      written.map((rows) => JSON.stringify(rows)),
      'queue_issue_write',
    );
  }
}

/** @returns the branches that are locked now */
async function lock(
  queries: Queries,
  asked: readonly TicketAsked[],
  locks: 'free' | 'waiting',
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(asked.map(({ branchId }) => branchId))];
  const rows = await queries.query<{ id: string }>(
    // In order, so that two transactions never wait for each other.
    `SELECT id FROM branches WHERE id = ANY($1::uuid[]) ORDER BY id
     FOR NO KEY UPDATE ${locks === 'free' ? 'SKIP LOCKED' : ''}`,
    [ids],
    `queue_issue_lock_${locks}`,
  );
  return new Set(rows.map(({ id }) => id));
}

async function readKnown(
  queries: Queries,
  asked: readonly TicketAsked[],
): Promise<Map<string, StoredEntry>> {
  const rows = await queries.query<{ row: unknown }>(
    'SELECT to_jsonb(e) AS row FROM queue_entries e WHERE e.id = ANY($1::uuid[])',
    [asked.map(({ entryId }) => entryId)],
    'queue_issue_known',
  );
  return new Map(
    rows.map(({ row }) => {
      const stored = entryFromRow(row);
      return [stored.entry.id, stored];
    }),
  );
}

/** A row that was changed has another `xmin`. */
const STAMP = `c.xmin::text || ' ' || c.changed_at::text`;

const PLACES = `
  SELECT b.id, asked.day::text AS day, b.version::float8 AS version, ${STAMP} AS stamp,
    CASE WHEN ${STAMP} IS DISTINCT FROM asked.stamp THEN c.body END AS body,
    coalesce((SELECT json_agg(json_build_object('id', o.service_id, 'text', o.text))
      FROM queue_switched_off o WHERE o.branch_id = b.id), '[]'::json) AS switched_off,
    coalesce((SELECT json_agg(s) FROM number_series s
      WHERE s.branch_id = b.id AND s.day = asked.day), '[]'::json) AS series,
    coalesce((SELECT json_agg(json_build_object(
        'prefix', l.prefix, 'first', l.first_number, 'last', l.last_number))
      FROM number_leases l WHERE l.branch_id = b.id AND (l.closed_day IS NULL
        OR (l.closed_day >= asked.day AND l.granted_day < asked.day))), '[]'::json) AS held
  FROM unnest($1::uuid[], $2::date[], $3::text[]) AS asked (id, day, stamp)
  JOIN branches b ON b.id = asked.id
  LEFT JOIN queue_configurations c ON c.branch_id = b.id`;

const WRITE = `
  WITH branch AS (
    UPDATE branches b SET version = n.version
    FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, version bigint)
    WHERE b.id = n.id RETURNING b.id
  ),
  series AS (
    INSERT INTO number_series
    SELECT * FROM jsonb_populate_recordset(NULL::number_series, $2::jsonb)
    ON CONFLICT (branch_id, day, service_id)
      DO UPDATE SET next_number = excluded.next_number, given = excluded.given
  ),
  entry AS (
    INSERT INTO queue_entries
    SELECT * FROM jsonb_populate_recordset(NULL::queue_entries, $3::jsonb)
  ),
  event AS (
    INSERT INTO branch_events
      (branch_id, version, at, day, kind, entry_id, actor_kind, actor_id, actor_name, detail)
    SELECT branch_id, version, at, day, kind, entry_id, actor_kind, actor_id, actor_name, detail
    FROM jsonb_populate_recordset(NULL::branch_events, $4::jsonb)
  )
  SELECT pg_notify('${BRANCH_CHANNEL}', id::text) FROM branch`;
