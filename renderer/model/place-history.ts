/** Places that were looked at, as in a browser: a new one forgets those that lie ahead. */
export class PlaceHistory<P> {
  private places: P[] = [];
  private at = -1;

  constructor(
    private readonly same: (a: P, b: P) => boolean,
    private readonly most = 100,
  ) {}

  /** Goes from one place to another; both are remembered. */
  go(from: P | null, to: P): void {
    this.places.length = this.at + 1;
    for (const place of [from, to]) {
      if (place === null) continue;
      const last = this.places.at(-1);
      if (last !== undefined && this.same(last, place)) this.places.pop();
      this.places.push(place);
    }
    this.places = this.places.slice(-this.most);
    this.at = this.places.length - 1;
  }

  /** The place before (-1) or after (1) and goes there; null at the end. */
  move(direction: 1 | -1): P | null {
    const place = this.places[this.at + direction];
    if (place === undefined) return null;
    this.at += direction;
    return place;
  }

  can(direction: 1 | -1): boolean {
    return this.places[this.at + direction] !== undefined;
  }

  clear(): void {
    this.places = [];
    this.at = -1;
  }
}
