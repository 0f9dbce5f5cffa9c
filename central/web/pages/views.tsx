import type { ComponentType } from 'react';
import type { Role, Session } from '../../contract/staff.ts';
import type { DeskView } from '../desk/desk.ts';
import type { KeyedView } from '../keys/key-map.ts';
import { hasQueue } from '../queue/calling-state.ts';
import { ReportPage } from '../report/report-page.tsx';
import { SetUpPage } from '../set-up/set-up-page.tsx';
import { KiosksPage } from './kiosks-page.tsx';
import { LanePage } from './lane-page.tsx';
import { QueuePage } from './queue-page.tsx';

/** What the page shows beside its header, and to whom: one row a view. */

export const PAGE_VIEWS = ['queue', 'lane', 'kiosks', 'report', 'setUp'] as const;
/** Named in `text.header`. */
export type PageView = (typeof PAGE_VIEWS)[number];

export interface ViewProps {
  readonly session: Session;
  readonly onShow: (view: PageView) => void;
  readonly onHelp: () => void;
}

interface View {
  readonly roles: readonly Role[];
  /** Which keys it works with; null: none, and no sound. */
  readonly keys: KeyedView | null;
  /** Left out: always there. */
  readonly isThere?: (view: DeskView) => boolean;
  readonly Page: ComponentType<ViewProps>;
}

/**
 * In the order of the tabs; the first that a role may see is shown first. Those who keep the
 * machines vouch for nobody, and clerks need not know of machines.
 */
export const VIEWS: Readonly<Record<PageView, View>> = {
  queue: {
    roles: ['clerk', 'lead'],
    keys: 'queue',
    isThere: ({ calling }) => hasQueue(calling),
    Page: QueuePage,
  },
  lane: { roles: ['clerk', 'lead'], keys: 'lane', Page: LanePage },
  kiosks: { roles: ['lead', 'it'], keys: null, Page: KiosksPage },
  report: { roles: ['lead', 'it'], keys: null, Page: ReportPage },
  setUp: { roles: ['lead', 'it'], keys: null, Page: SetUpPage },
};

export function viewsOf(role: Role, shown: DeskView): PageView[] {
  return PAGE_VIEWS.filter((view) => {
    const { roles, isThere = () => true } = VIEWS[view];
    return roles.includes(role) && isThere(shown);
  });
}
