import type { LabContext } from '../commands/index.ts';
import { goToStop } from '../commands/tour.ts';
import { plural } from '../model/text.ts';
import type { PaletteItem } from './palette.ts';

/** The guided tours of the open scenario, a person's own first. */
export function tourItems(context: LabContext): PaletteItem[] {
  return context.tour.offered.tours.map(({ id, title, summary, stops }) => ({
    key: id,
    title,
    hint: [plural(stops.length, 'stop'), summary ?? ''].filter((part) => part !== '').join(' · '),
    keys: [],
    enabled: true,
    run: () => {
      context.tour.choose(id);
      context.ui.tourShown = true;
      goToStop(context);
    },
  }));
}
