import { describe, expect, it } from 'vitest';
import { CError, PatchError, ScenarioError } from '../../core/index.ts';
import { errorPlace, toLabError } from './lab-error.ts';

describe('errors for the lab', () => {
  it('keep place and notes of a C error', () => {
    const at = { file: 'mm/a.c', line: 3, column: 7 };
    const error = toLabError(
      new CError('expected ;', at, [{ message: 'opened here', location: at }]),
    );
    expect(error).toMatchObject({ area: 'C', message: 'expected ;' });
    expect(errorPlace(error)).toBe('mm/a.c:3:7');
    expect(error.notes).toEqual(['mm/a.c:3: opened here']);
  });

  it('keep the place of patch and scenario errors', () => {
    expect(errorPlace(toLabError(new PatchError('does not fit', 'v9.patch', 22)))).toBe(
      'v9.patch:22',
    );
    const scenario = toLabError(
      new ScenarioError('is missing', 'scenario.yaml', 0, 'states[1].id'),
    );
    expect(errorPlace(scenario)).toBe('scenario.yaml');
    expect(scenario.path).toBe('states[1].id');
  });

  it('survive the way out of the worker', () => {
    const error = toLabError(new PatchError('does not fit', 'v9.patch', 22));
    expect(structuredClone(error)).toEqual(error);
  });

  it('take anything that was thrown', () => {
    expect(toLabError(new TypeError('x is undefined'))).toMatchObject({ area: 'lab', file: null });
    expect(toLabError('text').message).toBe('text');
  });
});
