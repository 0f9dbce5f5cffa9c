import { useShown } from '../../desk/use-desk.ts';
import { serviceName } from '../../queue/calling-state.ts';
import { Button } from '../button.tsx';

type Tool = 'ticket' | 'search' | 'appointments' | 'issuing';

/** What is not about one person; and, for all to see, what terminals do not give. */
export function QueueBar({ onOpen }: { onOpen: (tool: Tool) => void }) {
  const { view, text } = useShown();
  const { bar } = text.queue;
  const off = view.calling.queue?.switches.switchedOff ?? [];
  const names = off.map((serviceId) => serviceName(view.calling, serviceId)).join(', ');
  return (
    <div className="bar">
      <div className="bar-tools" role="toolbar" aria-label={bar.label}>
        <Button look="secondary" shortcut="T" onPress={() => onOpen('ticket')}>
          {bar.ticket}
        </Button>
        <Button look="secondary" shortcut="S" onPress={() => onOpen('search')}>
          {bar.search}
        </Button>
        <Button look="secondary" shortcut="K" onPress={() => onOpen('appointments')}>
          {bar.appointments}
        </Button>
        <Button look="secondary" shortcut="I" onPress={() => onOpen('issuing')}>
          {bar.issuing}
        </Button>
      </div>
      <p className={off.length > 0 ? 'bar-off bar-off--shown' : 'bar-off'} role="status">
        {off.length > 0 && `! ${bar.switchedOff(names)}`}
      </p>
    </div>
  );
}
