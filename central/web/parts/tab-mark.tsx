import type { Session } from '../../contract/staff.ts';
import { useCentralNow, useShown } from '../desk/use-desk.ts';
import { openCount, sectionsOf } from '../lane/sections.ts';
import type { PageView } from '../pages/views.tsx';
import { sectionsAt } from '../queue/calling-state.ts';

/** What happens on a page while another one is looked at. */
export function TabMark({ of, session }: { of: PageView; session: Session }) {
  const { view } = useShown();
  const now = useCentralNow();
  const words = wordsOf();
  return words === '' ? null : <span className="tab-mark">{words}</span>;

  function wordsOf(): string {
    if (of === 'lane' && view.lane) {
      const open = openCount(sectionsOf(view.lane, now));
      return open === 0 ? '' : String(open);
    }
    if (of !== 'queue') return '';
    const moment = { counterId: session.counter?.id ?? null, now };
    return sectionsAt(view.calling, moment).inHand?.ticket ?? '';
  }
}
