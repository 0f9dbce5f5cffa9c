import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

export function showPage(page: ReactNode): void {
  const element = document.getElementById('page');
  if (element === null) throw new Error('the page has no element with the id "page"');
  createRoot(element).render(<StrictMode>{page}</StrictMode>);
}
