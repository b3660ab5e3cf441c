/** An error as the lab shows it: plain data, so that it also crosses from the worker. */
export interface LabError {
  /** What kind of thing is wrong: `C`, `patch`, `scenario`, or `lab` for everything else. */
  area: 'C' | 'patch' | 'scenario' | 'lab';
  message: string;
  file: string | null;
  /** From 1; null where the error concerns no line. */
  line: number | null;
  column: number | null;
  /** Inside a scenario.yaml: `states[1].id`. */
  path: string | null;
  notes: string[];
}

interface ErrorLike {
  name?: unknown;
  message?: unknown;
  file?: unknown;
  line?: unknown;
  path?: unknown;
  location?: { file?: unknown; line?: unknown; column?: unknown };
  notes?: unknown;
}

const AREAS: Record<string, LabError['area']> = {
  CError: 'C',
  PatchError: 'patch',
  ScenarioError: 'scenario',
};

/**
 * Any thrown value as a LabError. Told apart by name and shape, not by class: what comes out of a
 * worker or a second bundle is no instance of ours.
 */
export function toLabError(thrown: unknown): LabError {
  const error: ErrorLike = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const place = error.location ?? error;
  const line = asNumber(place.line);
  return {
    area: AREAS[asText(error.name) ?? ''] ?? 'lab',
    message: asText(error.message) ?? String(thrown),
    file: asText(place.file),
    line: line !== null && line > 0 ? line : null,
    column: error.location ? asNumber(error.location.column) : null,
    path: asText(error.path) === '' ? null : asText(error.path),
    notes: Array.isArray(error.notes) ? error.notes.map(noteText) : [],
  };
}

/** A worker that ended by itself. `detail`: what the browser said; often nothing. */
export function workerError(what: string, detail: string): LabError {
  const message = `The ${what} worker stopped: ${detail || 'it could not be started'}`;
  return { area: 'lab', message, file: null, line: null, column: null, path: null, notes: [] };
}

/** `file:line:column`, as far as it is known; empty when no file is. */
export function errorPlace(error: LabError): string {
  if (error.file === null) return '';
  return [error.file, error.line, error.column].filter((part) => part !== null).join(':');
}

/** What one can do about it, in one sentence. */
export function errorAdvice(error: LabError): string {
  switch (error.area) {
    case 'C':
      return 'Correct the C at this place, or choose another state; the other states stay usable.';
    case 'patch':
      return 'Rebase the diff on the model’s sources so that every hunk fits, or choose another state.';
    case 'scenario':
      return 'Correct the scenario file at this place, or choose another scenario.';
    case 'lab':
      return 'Try again; if it happens again, this is a defect of the lab worth reporting.';
  }
}

function noteText(note: unknown): string {
  if (typeof note !== 'object' || note === null) return String(note);
  const { message, location, line } = note as {
    message?: unknown;
    location?: { file?: unknown; line?: unknown };
    line?: unknown;
  };
  const place = location
    ? `${asText(location.file) ?? ''}:${asNumber(location.line) ?? ''}: `
    : typeof line === 'number'
      ? `line ${line}: `
      : '';
  return `${place}${asText(message) ?? ''}`;
}

const asText = (value: unknown) => (typeof value === 'string' ? value : null);
const asNumber = (value: unknown) => (typeof value === 'number' ? value : null);
