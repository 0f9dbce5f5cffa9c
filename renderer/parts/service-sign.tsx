import type { Screen } from '../../state-machines/views.ts';

type ServiceName = Extract<Screen, { readonly name: 'menu' }>['services'][number];

const SIGNS: Readonly<Record<ServiceName, string>> = {
  'take-ticket': 'M14 8H50V56L44 51 38 56 32 51 26 56 20 51 14 56ZM23 20H41M23 40H41M26 30H38',
  'check-in': 'M10 14H54V54H10ZM10 26H54M22 8V18M42 8V18M22 40 29 47 43 33',
  'activate-eid': 'M32 8V30M20 15C4 25 10 52 32 52S60 25 44 15',
  'reset-pin': 'M51 22A22 22 0 1 0 54 34M53 9V22H40M20 32V32.5M32 32V32.5M44 32V32.5',
  'change-pin': 'M14 42V50H22L50 22 42 14ZM36 20 44 28',
  'unblock-pin': 'M16 30H48V52H16ZM22 30V22C22 10 40 8 42 19M32 38V44',
  'check-card': 'M8 16H56V48H8ZM15 40C15 30 31 30 31 40M23 31V24M38 32 43 37 51 26',
};

/** Decoration for those who know signs better than words. */
export function ServiceSign({ service }: { service: ServiceName }) {
  return (
    <svg className="service-sign" viewBox="0 0 64 64" aria-hidden="true">
      <path d={SIGNS[service]} />
    </svg>
  );
}
