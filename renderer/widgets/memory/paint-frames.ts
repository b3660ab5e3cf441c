import { codeIndex, codeLetter, codeRole, FRAME_KINDS } from '../../../core/index.ts';
import {
  LABEL_WIDTH,
  TITLE_HEIGHT,
  type FrameLayout,
  type Rect,
} from '../../model/memory/frame-layout.ts';
import { frameAt, type FrameSection } from '../../model/memory/frame-sections.ts';
import { hex } from '../../model/text.ts';

/** The part of the map that is to be drawn. */
export interface FrameView {
  top: number;
  width: number;
  height: number;
  ratio: number;
}

export interface FrameSource {
  layout: FrameLayout;
  code(pfn: number): number;
  differs(pfn: number): boolean;
  selected: number | null;
}

/** From this size on a cell has a letter, and a gap to its neighbour. */
const LETTERS_FROM = 10;
const GAPS_FROM = 5;
const LABEL_EVERY = 14;
/** How strong a tail's colour is beside its head's. */
const TAIL = 0.3;

/** Draws frames. Cells with letters are drawn once per kind and then copied. */
export class FramePainter {
  private readonly sprites = new Map<string, HTMLCanvasElement>();
  private fills: { fill: string; ink: string }[] = [];
  private colours = { ink: '', faint: '', differs: '', mono: '', ui: '' };

  /** Takes the colours of the theme. */
  constructor(style: CSSStyleDeclaration) {
    const token = (name: string) => style.getPropertyValue(name).trim();
    this.fills = FRAME_KINDS.map(({ id }) => ({
      fill: token(`--frame-${id}`),
      ink: token(`--frame-${id}-ink`),
    }));
    this.colours = {
      ink: token('--ink'),
      faint: token('--faint'),
      differs: token('--differs'),
      mono: token('--font-mono'),
      ui: token('--font-ui'),
    };
  }

  paint(canvas: CanvasRenderingContext2D, view: FrameView, source: FrameSource): void {
    canvas.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    canvas.clearRect(0, 0, view.width, view.height);
    canvas.translate(0, -view.top);
    canvas.textBaseline = 'middle';
    for (const part of source.layout.between(view.top, view.top + view.height)) {
      this.title(canvas, part.section, part.top);
      const every = Math.max(1, Math.ceil(LABEL_EVERY / part.cell.height));
      for (let row = part.first; row < part.last; row++) {
        const y = part.top + TITLE_HEIGHT + row * part.cell.height;
        const start = row * part.columns;
        const end = Math.min(start + part.columns, part.section.count);
        if (row % every === 0) this.label(canvas, part.section, start, y, part.cell.height);
        if (part.section.names) this.named(canvas, source, part, start, end, y);
        else if (part.cell.width >= LETTERS_FROM)
          this.letters(canvas, source, part, start, end, y, view.ratio);
        else this.plain(canvas, source, part, start, end, y);
      }
      this.outline(canvas, source, part.section);
    }
  }

  private title(canvas: CanvasRenderingContext2D, section: FrameSection, y: number): void {
    canvas.font = `600 11.5px ${this.colours.ui}`;
    canvas.fillStyle = this.colours.ink;
    canvas.fillText(section.title, 10, y + TITLE_HEIGHT / 2 + 1);
    const { width } = canvas.measureText(section.title);
    canvas.font = `11px ${this.colours.ui}`;
    canvas.fillStyle = this.colours.faint;
    canvas.fillText(section.note, 18 + width, y + TITLE_HEIGHT / 2 + 1);
  }

  private label(
    canvas: CanvasRenderingContext2D,
    section: FrameSection,
    index: number,
    y: number,
    height: number,
  ): void {
    if (section.names) return;
    canvas.font = `10.5px ${this.colours.mono}`;
    canvas.fillStyle = this.colours.faint;
    canvas.fillText(
      hex(BigInt(frameAt(section, index))),
      10,
      y + Math.max(height, LETTERS_FROM) / 2,
    );
  }

  /** Runs of one colour are one rectangle where there are no gaps between cells. */
  private plain(
    canvas: CanvasRenderingContext2D,
    source: FrameSource,
    { section, cell }: Row,
    start: number,
    end: number,
    y: number,
  ): void {
    const gap = cell.width >= GAPS_FROM ? 1 : 0;
    for (let index = start; index < end;) {
      const code = source.code(frameAt(section, index));
      let next = index + 1;
      while (gap === 0 && next < end && source.code(frameAt(section, next)) === code) next++;
      const x = LABEL_WIDTH + (index - start) * cell.width;
      canvas.fillStyle = this.fillOf(code);
      canvas.globalAlpha = codeRole(code) === 'tail' ? TAIL * 1.6 : 1;
      canvas.fillRect(x, y, (next - index) * cell.width - gap, cell.height - gap);
      canvas.globalAlpha = 1;
      index = next;
    }
    for (let index = start; index < end; index++) {
      if (!source.differs(frameAt(section, index))) continue;
      canvas.fillStyle = this.colours.differs;
      canvas.fillRect(
        LABEL_WIDTH + (index - start) * cell.width,
        y + cell.height - 2,
        cell.width,
        2,
      );
    }
  }

  private letters(
    canvas: CanvasRenderingContext2D,
    source: FrameSource,
    { section, cell }: Row,
    start: number,
    end: number,
    y: number,
    ratio: number,
  ): void {
    for (let index = start; index < end; index++) {
      const pfn = frameAt(section, index);
      const x = LABEL_WIDTH + (index - start) * cell.width;
      const sprite = this.sprite(source.code(pfn), cell.width, ratio);
      canvas.drawImage(sprite, x, y, cell.width, cell.height);
      if (source.differs(pfn)) {
        canvas.fillStyle = this.colours.differs;
        canvas.fillRect(x, y + cell.height - 4, cell.width - 2, 3);
      }
    }
  }

  private named(
    canvas: CanvasRenderingContext2D,
    source: FrameSource,
    { section, cell }: Row,
    start: number,
    end: number,
    y: number,
  ): void {
    for (let index = start; index < end; index++) {
      const pfn = frameAt(section, index);
      const code = source.code(pfn);
      const x = LABEL_WIDTH + (index - start) * cell.width;
      canvas.fillStyle = this.fillOf(code);
      roundRect(canvas, { x, y: y + 1, width: cell.width - 3, height: cell.height - 3 });
      canvas.fillStyle = this.inkOf(code);
      canvas.font = `600 10px ${this.colours.mono}`;
      canvas.fillText(section.names?.[index] ?? '', x + 4, y + cell.height / 2);
      canvas.fillText(codeLetter(code), x + cell.width - 13, y + cell.height / 2);
      if (source.differs(pfn)) {
        canvas.fillStyle = this.colours.differs;
        canvas.fillRect(x, y + cell.height - 5, cell.width - 3, 3);
      }
    }
  }

  private outline(
    canvas: CanvasRenderingContext2D,
    source: FrameSource,
    section: FrameSection,
  ): void {
    const { selected, layout } = source;
    if (selected === null) return;
    const index = section.frames ? section.frames.indexOf(selected) : selected - section.first;
    const rect = index >= 0 && index < section.count ? layout.rect(section, index) : null;
    if (!rect) return;
    canvas.strokeStyle = this.colours.ink;
    canvas.lineWidth = 2;
    canvas.strokeRect(
      rect.x - 1,
      rect.y - 0.5,
      Math.max(rect.width - 0.5, 4),
      Math.max(rect.height - 0.5, 4),
    );
  }

  private sprite(code: number, cell: number, ratio: number): HTMLCanvasElement {
    const key = `${code} ${cell} ${ratio}`;
    let sprite = this.sprites.get(key);
    if (!sprite) {
      sprite = document.createElement('canvas');
      sprite.width = Math.round(cell * ratio);
      sprite.height = Math.round(cell * ratio);
      const context = sprite.getContext('2d');
      if (context) this.drawCell(context, code, cell, ratio);
      this.sprites.set(key, sprite);
    }
    return sprite;
  }

  /** A tail joins the cell on its left, so that a folio is one piece. */
  private drawCell(
    canvas: CanvasRenderingContext2D,
    code: number,
    cell: number,
    ratio: number,
  ): void {
    const role = codeRole(code);
    canvas.setTransform(ratio, 0, 0, ratio, 0, 0);
    canvas.fillStyle = this.fillOf(code);
    const size = cell - 2;
    const font = Math.min(10.5, cell - 4);
    canvas.font = `600 ${font}px ${this.colours.mono}`;
    canvas.textAlign = 'center';
    canvas.textBaseline = 'middle';
    if (role === 'tail') {
      canvas.globalAlpha = TAIL;
      canvas.fillRect(0, 1, cell - 1, size);
      canvas.globalAlpha = 1;
      canvas.fillStyle = this.colours.ink;
    } else {
      roundRect(canvas, { x: 0, y: 1, width: role === 'head' ? cell + 3 : size, height: size });
      canvas.fillStyle = this.inkOf(code);
    }
    canvas.fillText(codeLetter(code), size / 2 + 0.5, cell / 2 + 0.5);
  }

  private fillOf(code: number): string {
    return this.fills[codeIndex(code)]?.fill ?? '';
  }

  private inkOf(code: number): string {
    return this.fills[codeIndex(code)]?.ink ?? '';
  }
}

interface Row {
  section: FrameSection;
  cell: { width: number; height: number };
}

function roundRect(canvas: CanvasRenderingContext2D, { x, y, width, height }: Rect): void {
  canvas.beginPath();
  canvas.roundRect(x, y, width, height, 3);
  canvas.fill();
}
