import type { Text } from '../../config/text/index.ts';
import type { VisitorIntent } from '../../main/contract/visitor.ts';
import type { Screen } from '../../state-machines/views.ts';

export type Press = (intent: VisitorIntent) => void;

/** What every screen is drawn from. */
export interface ScreenProps<Name extends Screen['name']> {
  readonly screen: Extract<Screen, { readonly name: Name }>;
  readonly text: Text;
  readonly press: Press;
}
