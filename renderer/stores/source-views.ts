import { defineStore } from 'pinia';
import { computed } from 'vue';
import { sameSource } from '../model/same-source.ts';
import { bySide, type Side } from '../model/session.ts';
import { sourceView, type SourceView } from '../model/source-view.ts';
import { useLab } from './lab.ts';
import { useSource } from './source.ts';
import { useUi } from './ui.ts';

/** What the columns show of their sources, and which of them need not be shown. */
export const useSourceViews = defineStore('source-views', () => {
  const lab = useLab();
  const source = useSource();
  const ui = useUi();
  const views = {
    left: computed(() => viewOf('left')),
    middle: computed(() => viewOf('middle')),
    right: computed(() => viewOf('right')),
  };
  function viewOf(side: Side): SourceView | null {
    const moment = lab.moments[side];
    if (!moment) return null;
    return sourceView(moment, lab.stacks[side], lab.level, lab.pairs, source.visits[side]);
  }
  const view = (side: Side): SourceView | null => views[side].value;

  /** Columns that show the same as the one that drives: of three, they are folded. */
  const folded = computed<Record<Side, boolean>>(() => {
    const driving = ui.foldSame && lab.columns.length > 2 ? view(lab.side) : null;
    return bySide((side) => {
      const other = driving && side !== lab.side ? view(side) : null;
      return driving !== null && other !== null && sameSource(driving, other);
    });
  });
  return { view, folded };
});
