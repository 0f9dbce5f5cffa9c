import type { ScriptedVisitor } from '../demo/scripted-visitor.ts';

/** As far as the topic that is served by `identity-card`, and the wish for a ticket. */
export async function chooseTicket(visitor: ScriptedVisitor): Promise<void> {
  await chooseTopic(visitor);
  visitor.does({ kind: 'confirm' });
}

export async function chooseTopic(visitor: ScriptedVisitor): Promise<void> {
  await visitor.sees('attract');
  visitor.does({ kind: 'begin' });
  visitor.does({ kind: 'choose-language', language: 'de' });
  visitor.does({ kind: 'choose-service', service: 'take-ticket' });
  await visitor.sees('topic-groups');
  visitor.does({ kind: 'choose-group', group: 'identity' });
  await visitor.sees('topics');
  visitor.does({ kind: 'choose-topic', topic: 'id-card-new' });
  await visitor.sees('topic');
}
