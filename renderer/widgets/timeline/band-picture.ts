/** Colours as a picture's pixels hold them, one per colour; null where nothing can be drawn. */
function toPixels(colours: readonly string[]): Uint32Array | null {
  const context = drawable(colours.length, 1);
  if (!context) return null;
  colours.forEach((colour, x) => {
    context.fillStyle = colour;
    context.fillRect(x, 0, 1, 1);
  });
  const { data } = context.getImageData(0, 0, colours.length, 1);
  return new Uint32Array(data.buffer);
}

function drawable(width: number, height: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d', { willReadFrequently: true });
}

/** The last pixel of a band that is wide enough is half as strong: neighbours stay apart. */
const HALF = 0x80;
const GAP_FROM = 4;

/**
 * The bands of a timeline as a picture: one line of pixels for each depth, stretched to its height when
 * it is drawn. Ten thousand rectangles would cost a frame; colouring pixels costs next to nothing.
 */
export class BandPicture {
  private context: CanvasRenderingContext2D | null = null;
  private image: ImageData | null = null;
  private pixels = new Uint32Array(0);
  private width = 0;
  private colours: readonly string[] = [];
  private values: Uint32Array | null = null;

  /** Begins an empty picture. Sizes in pixels of the screen; false where nothing can be drawn. */
  begin(width: number, depths: number, colours: readonly string[]): boolean {
    if (width < 1 || depths < 1) return false;
    if (this.colours !== colours) {
      this.colours = colours;
      this.values = toPixels(colours);
    }
    if (this.image?.width !== width || this.image.height !== depths) {
      this.context = drawable(width, depths);
      this.image = this.context?.createImageData(width, depths) ?? null;
      this.pixels = new Uint32Array(this.image?.data.buffer ?? new ArrayBuffer(0));
      this.width = width;
    }
    this.pixels.fill(0);
    return this.image !== null && this.values !== null;
  }

  /** Colours a depth between two places, at least one pixel; places beside the picture are cut off. */
  band(depth: number, left: number, right: number, colour: number): void {
    const line = depth * this.width;
    const from = Math.max(0, Math.min(Math.round(left), this.width - 1));
    const to = Math.min(this.width, Math.max(from + 1, Math.round(right)));
    const value = this.values![colour]!;
    this.pixels.fill(value, line + from, line + to);
    if (to - from >= GAP_FROM && right <= this.width) {
      // The highest byte is the opacity: the lowest address of a pixel is red, and machines are little-endian.
      this.pixels[line + to - 1] = ((value & 0x00ffffff) | (HALF << 24)) >>> 0;
    }
  }

  /** Takes over what was coloured; before drawing. */
  end(): void {
    if (this.image) this.context?.putImageData(this.image, 0, 0);
  }

  /** Draws a depth over a place on a canvas. CSS pixels. */
  draw(canvas: CanvasRenderingContext2D, depth: number, y: number, width: number, height: number) {
    if (!this.context) return;
    canvas.drawImage(this.context.canvas, 0, depth, this.width, 1, 0, y, width, height);
  }
}
