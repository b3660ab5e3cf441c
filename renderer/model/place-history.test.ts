import { describe, expect, it } from 'vitest';
import { PlaceHistory } from './place-history.ts';

const create = (most?: number) => new PlaceHistory<string>((a, b) => a[0] === b[0], most);

describe('the history of places', () => {
  it('goes back to where one came from, and forward again', () => {
    const history = create();
    history.go('a', 'b');
    history.go('b', 'c');
    expect([history.move(-1), history.move(-1), history.move(-1)]).toEqual(['b', 'a', null]);
    expect([history.move(1), history.move(1), history.move(1)]).toEqual(['b', 'c', null]);
  });

  it('forgets what lies ahead when one goes elsewhere', () => {
    const history = create();
    history.go('a', 'b');
    history.move(-1);
    expect(history.can(1)).toBe(true);
    history.go('a', 'x');
    expect(history.can(1)).toBe(false);
    expect(history.move(-1)).toBe('a');
  });

  it('remembers one of places that are the same, the later one', () => {
    const history = create();
    history.go('a1', 'b');
    history.go('b2', 'c');
    expect(history.move(-1)).toBe('b2');
    expect(history.move(-1)).toBe('a1');
  });

  it('keeps only so many', () => {
    const history = create(3);
    history.go('a', 'b');
    history.go(null, 'c');
    history.go(null, 'd');
    expect([history.move(-1), history.move(-1), history.move(-1)]).toEqual(['c', 'b', null]);
  });
});
