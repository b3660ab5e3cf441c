import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { HANGING_COLUMNS } from './indentation.ts';

/** The look of C sources; every colour is a token of theme/tokens.css, so that it follows the theme. */
const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontSize: '11.5px',
    lineHeight: '1.55',
    overflowX: 'hidden',
  },
  '.cm-content': { padding: '4px 0', minWidth: '0' },
  '.cm-line': { padding: '0 8px 0 6px' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--faint)',
    border: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '27px', padding: '0 2px' },
  '.cm-signs .cm-gutterElement': { width: '11px', textAlign: 'center', fontWeight: '700' },
  '.cm-stops, .cm-lineNumbers': { cursor: 'pointer' },
  '.cm-stops .cm-gutterElement': { width: '12px', textAlign: 'center', fontSize: '10px' },
  '.cm-stops .cm-stop': { color: 'var(--bad)' },
  '.cm-stops .cm-no-stop': { color: 'transparent' },
  '.cm-stops .cm-no-stop:hover': { color: 'var(--line-strong)' },
  '.cm-signs .cm-sign-left': { color: 'var(--differs)' },
  '.cm-signs .cm-sign-middle': { color: 'var(--added)' },
  '.cm-signs .cm-sign-right': { color: 'var(--added)' },
  '.cm-signs .cm-sign-current': { color: 'var(--current-edge)' },
  '.cm-line.cm-changed-left': { backgroundColor: 'var(--differs-tint)' },
  '.cm-line.cm-changed-middle': { backgroundColor: 'var(--added-tint)' },
  '.cm-line.cm-changed-right': { backgroundColor: 'var(--added-tint)' },
  // After the tints of changed lines: the current line stays the brightest.
  '.cm-line.cm-current': {
    backgroundColor: 'var(--current)',
    boxShadow: 'inset 3px 0 var(--current-edge)',
  },
  '.cm-line.cm-call': {
    backgroundColor: 'var(--current-frame)',
    boxShadow: 'inset 3px 0 var(--line-strong)',
  },
  '.cm-line.cm-visited': { boxShadow: 'inset 3px 0 var(--focus)' },
  '.cm-visited-name': { outline: '1px solid var(--focus)', borderRadius: '2px' },
  // Values stay inside their own pane: they wrap with the line, and a long one is cut.
  '.cm-values': {
    display: 'inline-flex',
    flexWrap: 'wrap',
    gap: '0 10px',
    maxWidth: '100%',
    marginLeft: '14px',
    textIndent: '0',
    verticalAlign: 'top',
    fontStyle: 'italic',
    color: 'var(--value)',
  },
  '.cm-values > span': {
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '.cm-values b': { fontWeight: '400', color: 'var(--soft)' },
  // A wrapped line goes on below its own first word.
  ...Object.fromEntries(
    HANGING_COLUMNS.map((columns) => [
      `.cm-line.cm-hang-${columns}`,
      { paddingLeft: `calc(6px + ${columns}ch)`, textIndent: `-${columns}ch` },
    ]),
  ),
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.modifier], color: 'var(--code-keyword)' },
  { tag: [tags.typeName, tags.standard(tags.typeName)], color: 'var(--code-type)' },
  { tag: [tags.string, tags.character], color: 'var(--code-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.comment], color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.processingInstruction, tags.macroName], color: 'var(--code-macro)' },
  { tag: [tags.function(tags.definition(tags.variableName))], fontWeight: '600' },
]);

export const codeLook = [look, syntaxHighlighting(colours)];
