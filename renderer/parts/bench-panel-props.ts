import type { Text } from '../../config/text/index.ts';
import type { BenchIntent, BenchView } from '../../main/contract/bench.ts';

export interface BenchPanelProps {
  readonly view: BenchView;
  readonly text: Text['bench'];
  readonly act: (intent: BenchIntent) => void;
}
