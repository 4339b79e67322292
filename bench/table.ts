import CliTable from 'cli-table3';

export type Cell = string | number | null;

/** Results of one section: flat rows for `--json`, tables of the same numbers for people. */
export interface Section {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly tables: readonly Table[];
}

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly body: readonly (readonly string[])[];
  readonly notes?: readonly string[];
}

export function renderTable({ title, head, body, notes = [] }: Table): string {
  const table = new CliTable({
    head: [...head],
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const row of body) table.push([...row]);
  return ['', title, table.toString(), ...notes.map((note) => `  ${note}`)].join('\n');
}

/** Three significant digits, and no more decimals than a microsecond figure can bear. */
export function number(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3);
}

export function ratio(value: number): string {
  return `${value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2)}x`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}
