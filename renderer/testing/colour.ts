/** Colours as people see them: contrast, distance, and colour vision that lacks one kind of cone. */
export type Rgb = [number, number, number];
export type Vision = 'normal' | 'protanopia' | 'deuteranopia' | 'tritanopia';

const linear = (value: number) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const dot = (row: readonly number[], colour: readonly number[]) =>
  row.reduce((sum, factor, index) => sum + factor * (colour[index] ?? 0), 0);

/** Contrast of WCAG 2: 1 (none) to 21 (black on white). */
export function contrast(a: Rgb, b: Rgb): number {
  const light = (colour: Rgb) => dot([0.2126, 0.7152, 0.0722], colour.map(linear));
  const [high = 0, low = 0] = [light(a), light(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** In linear light; from Machado, Oliveira and Fernandes, 2009, for a cone that is missing. */
const CONES: Record<Exclude<Vision, 'normal'>, readonly (readonly number[])[]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** What a colour looks like, in linear light. */
export function seenWith(colour: Rgb, vision: Vision): Rgb {
  const light = colour.map(linear);
  if (vision === 'normal') return light as Rgb;
  return CONES[vision].map((row) => Math.min(1, Math.max(0, dot(row, light)))) as Rgb;
}

/** Distance of two colours in linear light (CIE76 in L*a*b*): about 2 is the least that is noticed. */
export function distance(a: Rgb, b: Rgb): number {
  const lab = (colour: Rgb) => {
    const x = dot([0.4124, 0.3576, 0.1805], colour) / 0.9505;
    const y = dot([0.2126, 0.7152, 0.0722], colour);
    const z = dot([0.0193, 0.1192, 0.9505], colour) / 1.089;
    const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
    return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
  };
  const [from, to] = [lab(a), lab(b)];
  return Math.hypot(...from.map((value, index) => value - (to[index] ?? 0)));
}
