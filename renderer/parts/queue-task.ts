import type { QueueTask, Task } from '../../state-machines/views.ts';

const QUEUE_TASKS: Readonly<Record<QueueTask, true>> = {
  'asking-queue': true,
  'taking-ticket': true,
  'checking-in': true,
};

/** Whether the terminal is busy with something that needs no card. */
export function isQueueTask(task: Task): boolean {
  return Object.hasOwn(QUEUE_TASKS, task);
}
