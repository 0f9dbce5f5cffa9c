import { describe, expect, it } from 'vitest';
import { REPORT_EXAMPLE } from '../../contract/report-example.ts';
import { reportCsv } from './csv.ts';

const withName = (name: string) => ({
  ...REPORT_EXAMPLE,
  services: [{ id: 'identity-card', name }],
});

describe('the report as a table', () => {
  it('opens in a German Excel: byte order mark, semicolons, decimal commas, CRLF', () => {
    const csv = reportCsv(REPORT_EXAMPLE);
    expect(csv.startsWith('\uFEFFZeitraum;Von;Bis;Wo;')).toBe(true);
    const lines = csv.slice(1).split('\r\n');
    expect(lines.pop()).toBe('');
    expect(new Set(lines.map((line) => line.split(';').length))).toEqual(new Set([15]));
    expect(lines).toContain(
      '2026-11-23;2026-11-23;2026-11-23;Schalter;Personalausweis;41;2;12,5;31;9,8;17,4;;;;',
    );
    expect(lines).toContain('gesamt;2026-11-23;2026-11-23;Terminal;alle;14;;;;;;117,6;18;;');
    expect(lines).toContain('gesamt;2026-11-23;2026-11-23;alle;Nummern;;;;;;;;;43;12');
    expect(lines).toContain('gesamt;2026-11-23;2026-11-23;alle;Gekommen 8 bis 9 Uhr;;;;;;;;;17;');
    expect(lines.filter((line) => line.startsWith('2026-W48'))).toHaveLength(12);
  });

  it.each([
    ['quotes what would end a cell', 'Pass; "eilig"', '"Pass; ""eilig"""'],
    ['and a line', 'Pass\neilig', '"Pass\neilig"'],
    ['lets no spreadsheet compute a name', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['however it begins', '@SUM(A1)', "'@SUM(A1)"],
    ['nor with a sign', '-2+3', "'-2+3"],
  ])('%s', (_, name, cell) => {
    expect(reportCsv(withName(name))).toContain(`;Schalter;${cell};41;`);
  });
});
