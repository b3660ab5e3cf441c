import { watch } from 'vue';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';
import { goToStop } from './tour.ts';

/**
 * Plays the tour from where it stands: each stop is shown, said (also to screen readers) and stays for
 * the pause of the settings, counted from when its states are recorded. Any key ends it.
 */
export function playTour(context: LabContext): void {
  const { tour, ui, settings } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopWaiting: (() => void) | undefined;

  const onKey = (event: KeyboardEvent) => {
    // A key that is held with another one is no key of its own yet.
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
    // It means only this, not also what it means otherwise.
    event.preventDefault();
    event.stopPropagation();
    end(`The tour is held at stop ${tour.index + 1}`);
  };
  const stopWatching = watch(
    () => tour.playing,
    (playing) => {
      if (!playing) end(null);
    },
    { flush: 'sync' },
  );

  function end(text: string | null): void {
    clearTimeout(timer);
    stopWaiting?.();
    stopWatching();
    window.removeEventListener('keydown', onKey, true);
    tour.playing = false;
    if (text !== null) ui.say(text);
  }
  function stay(): void {
    goToStop(context);
    timer = setTimeout(onward, settings.present.tourPause * 1000);
  }
  function show(): void {
    if (tour.resolved) return stay();
    ui.say('The tour waits until this stop is recorded');
    stopWaiting = watch(
      () => tour.resolved,
      (resolved) => {
        if (!resolved) return;
        stopWaiting?.();
        stay();
      },
    );
  }
  function onward(): void {
    if (tour.index + 1 >= (tour.tour?.stops.length ?? 0)) return end('The tour is at its end');
    tour.index++;
    show();
  }

  tour.playing = true;
  ui.tourShown = true;
  window.addEventListener('keydown', onKey, true);
  show();
}

export function tourPlayCommands(context: LabContext): Command[] {
  const { tour } = context;
  return [
    {
      ...{ id: 'tour.play', title: 'Play the tour: stop after stop, until a key is pressed' },
      ...{ group: 'Tour', keys: [] },
      enabled: () => tour.tour !== null,
      run: () => {
        if (tour.playing) tour.playing = false;
        else playTour(context);
      },
    },
  ];
}
