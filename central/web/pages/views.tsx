import type { ComponentType } from 'react';
import type { Role, Session } from '../../contract/staff.ts';
import { KiosksPage } from './kiosks-page.tsx';
import { LanePage } from './lane-page.tsx';

/** What the page shows beside its header, and to whom: one row a view. */

export const PAGE_VIEWS = ['lane', 'kiosks'] as const;
/** Named in `text.header`. */
export type PageView = (typeof PAGE_VIEWS)[number];

export interface ViewProps {
  readonly session: Session;
  readonly onShow: (view: PageView) => void;
  readonly onHelp: () => void;
}

interface View {
  readonly roles: readonly Role[];
  /** Whether it works with single keys and sound. */
  readonly hasKeys: boolean;
  readonly Page: ComponentType<ViewProps>;
}

/**
 * In the order of the tabs; the first that a role may see is shown first. Those who keep the
 * machines vouch for nobody, and clerks need not know of machines.
 */
export const VIEWS: Readonly<Record<PageView, View>> = {
  lane: { roles: ['clerk', 'lead'], hasKeys: true, Page: LanePage },
  kiosks: { roles: ['lead', 'it'], hasKeys: false, Page: KiosksPage },
};

export function viewsOf(role: Role): PageView[] {
  return PAGE_VIEWS.filter((view) => VIEWS[view].roles.includes(role));
}
