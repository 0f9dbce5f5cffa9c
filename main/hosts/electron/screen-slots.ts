import type { Session } from 'electron';
import type { CoreLinks } from '../../contract/link.ts';
import type { Role } from '../../contract/roles.ts';
import type { ReportIncident } from '../host-incident.ts';
import { readPageFiles } from '../page-files.ts';
import type { ElectronModule } from './electron-module.ts';
import { lockDownSession } from './lock-down.ts';
import { servePages } from './pages.ts';
import { countFailures, RESTART_LIMITS, type RestartLimits } from './restart.ts';
import { type OpenScreen, openScreen, type ScreenPlan } from './screen.ts';

/** The screens that are shown, each in its place. */

export interface SlotOptions {
  readonly electron: ElectronModule;
  readonly links: CoreLinks;
  /** Folder of the built screens. */
  readonly pages: string;
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  readonly report: ReportIncident;
  readonly limits?: Partial<RestartLimits>;
  /** Milliseconds that never run backwards. */
  readonly nowMs?: () => number;
}

type OpenNext = () => Promise<OpenScreen>;

/** A place for a screen, and how to fill it again. */
export interface ScreenSlot {
  readonly open: OpenNext;
  screen: OpenScreen;
}

interface ScreenSlots {
  readonly slots: readonly ScreenSlot[];
  /** Rejects where a page is missing. */
  openMissing(plans: readonly ScreenPlan[]): Promise<void>;
  closeOthers(plans: readonly ScreenPlan[]): void;
}

export function createScreenSlots(options: SlotOptions, relaunch: () => void): ScreenSlots {
  const slots: ScreenSlot[] = [];
  // A session serves its page for good, so one that was closed is not taken again.
  let sessions = 0;
  return {
    slots,
    async openMissing(plans) {
      const missing = plans.filter(
        (plan) => !slots.some(({ screen }) => isSame(screen.plan, plan)),
      );
      const openers = await createOpeners(options, missing, sessions, relaunch);
      sessions += missing.length;
      for (const open of openers) slots.push({ open, screen: await open() });
    },
    closeOthers(plans) {
      const isPlanned = ({ screen }: ScreenSlot): boolean =>
        plans.some((plan) => isSame(screen.plan, plan));
      const others = slots.filter((slot) => !isPlanned(slot));
      slots.splice(0, slots.length, ...slots.filter(isPlanned));
      for (const { screen } of others) {
        screen.bridge.close();
        if (!screen.window.isDestroyed()) screen.window.destroy();
      }
      const visitor = slots.find(({ screen }) => screen.plan.role === 'visitor')?.screen.window;
      // On top where displays are short.
      if (visitor && !visitor.isDestroyed()) visitor.focus();
    },
  };
}

function isSame(one: ScreenPlan, other: ScreenPlan): boolean {
  return one.role === other.role && (one.place ?? 1) === (other.place ?? 1);
}

/** For each planned screen the function that opens it, each time in its other session. */
async function createOpeners(
  options: SlotOptions,
  screens: readonly ScreenPlan[],
  sessionsBefore: number,
  relaunch: () => void,
): Promise<OpenNext[]> {
  const { electron, report } = options;
  const limits = { ...RESTART_LIMITS, ...options.limits };
  const nowMs = options.nowMs ?? (() => performance.now());
  const files = await readPageFiles(
    options.pages,
    screens.map(({ role }) => role),
  );
  const createSession = (role: Role, partition: string): Session => {
    // Without the prefix "persist:" it lives in memory only.
    const session = electron.session.fromPartition(partition, { cache: false });
    lockDownSession(session, report);
    servePages(session, files, role);
    return session;
  };
  return screens.map((plan, index) => {
    const name = `screen-${sessionsBefore + index}`;
    // Two in turn: Electron never frees a session, so a new one a visitor would fill the memory.
    let next = createSession(plan.role, `${name}-even`);
    let other = createSession(plan.role, `${name}-odd`);
    const nextRemedy = countFailures(limits, nowMs);
    return () => {
      const session = next;
      [next, other] = [other, next];
      return openScreen({ ...options, plan, session, limits, nextRemedy, relaunch });
    };
  });
}
