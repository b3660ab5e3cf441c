import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BandPicture } from './band-picture.ts';

/** A canvas that keeps the last picture put on it; the colour "#0000nn" is the pixel 0xff0000nn. */
let put: Uint32Array | null = null;
function fakeContext(width: number) {
  const colours = new Uint32Array(width);
  return {
    fillStyle: '',
    fillRect(x: number) {
      colours[x] = (0xff000000 | Number.parseInt(this.fillStyle.slice(1), 16)) >>> 0;
    },
    getImageData: () => ({ data: new Uint8ClampedArray(colours.buffer) }),
    createImageData: (wide: number, high: number) => {
      return { width: wide, height: high, data: new Uint8ClampedArray(wide * high * 4) };
    },
    putImageData: ({ data }: { data: Uint8ClampedArray }) => {
      put = new Uint32Array(data.buffer);
    },
  };
}

beforeEach(() => {
  put = null;
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
    this: HTMLCanvasElement,
  ) {
    return fakeContext(this.width) as never;
  });
});
afterEach(() => vi.restoreAllMocks());

const COLOURS = ['#000011', '#000022'];
function drawn(width: number, depths: number, bands: [number, number, number, number][]): string[] {
  const picture = new BandPicture();
  picture.begin(width, depths, COLOURS);
  for (const [depth, left, right, colour] of bands) picture.band(depth, left, right, colour);
  picture.end();
  const letters = { 0: '.', 0xff000011: 'a', 0xff000022: 'b', 0x80000011: '+', 0x80000022: '+' };
  const text = [...put!].map((pixel) => letters[pixel as keyof typeof letters]).join('');
  return Array.from({ length: depths }, (_, depth) =>
    text.slice(depth * width, (depth + 1) * width),
  );
}

describe('the picture of the bands', () => {
  it('has one line for each depth, wide bands apart from their neighbours', () => {
    expect(
      drawn(10, 2, [
        [0, 0, 10, 0],
        [1, 1, 5, 1],
        [1, 5, 9, 0],
      ]),
    ).toEqual(['aaaaaaaaa+', '.bbb+aaa+.']);
  });

  it('shows the shortest call as one pixel, and cuts off what lies beside it', () => {
    expect(
      drawn(6, 1, [
        [0, -3, 0.2, 1],
        [0, 2.1, 2.2, 0],
        [0, 4, 99, 1],
      ]),
    ).toEqual(['b.a.bb']);
  });
});
