/** One line of the table, with the figures behind it for `--json`. */
export interface Row {
  measure: string;
  subject: string;
  /** Our figure; null when it could not be measured, with the reason in `note`. */
  value: number | null;
  unit: string;
  /** The peer's figure in the same unit; null when there is none. */
  peer?: number | null;
  /** How many times better (`faster`) or slower than the peer. */
  ratio?: number | null;
  aim?: { at: 'least' | 'most'; limit: number; of: 'ratio' | 'value' };
  note?: string;
}

/** Whether the row meets its aim; null when it has none or could not be measured. */
export function meetsAim({ aim, ratio, value }: Row): boolean | null {
  if (!aim) return null;
  const figure = aim.of === 'ratio' ? ratio : value;
  if (figure === null || figure === undefined) return null;
  return aim.at === 'least' ? figure >= aim.limit : figure <= aim.limit;
}
