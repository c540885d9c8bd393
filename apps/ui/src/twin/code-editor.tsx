import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { MONO } from '../look/theme.js';
import type { Flaw } from './check-part.js';
import { colourJson } from './colour-json.js';

interface CodeEditorProps {
  label: string;
  /** The id of what explains it. */
  describedBy: string;
  /** What stands in it at first. To begin with another text, give it another key. */
  text: string;
  check(text: string): Flaw[];
  onChange(text: string): void;
}

const LINT_AFTER_MS = 200;

const colour = (name: string) => `var(--mui-palette-${name})`;

const look = EditorView.theme({
  '&': { fontSize: '0.8125rem', backgroundColor: colour('background-paper'), color: colour('text-primary'), maxHeight: '62vh', minHeight: '220px' },
  '&.cm-focused': { outline: `2px solid ${colour('primary-main')}`, outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: MONO, lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { caretColor: colour('text-primary'), minHeight: '220px' },
  '.cm-cursor': { borderLeftColor: colour('text-primary') },
  '.cm-gutters': { minHeight: '220px', backgroundColor: colour('background-sunken'), color: colour('text-secondary'), border: 'none' },
  '.cm-activeLine': { backgroundColor: `color-mix(in srgb, ${colour('primary-main')} 6%, transparent)` },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: `color-mix(in srgb, ${colour('primary-main')} 26%, transparent)` },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: `color-mix(in srgb, ${colour('primary-main')} 22%, transparent)` },
  '.cm-tooltip': { backgroundColor: colour('background-paper'), color: colour('text-primary'), border: `1px solid ${colour('divider')}`, borderRadius: '6px' },
  '.cm-panels': { backgroundColor: colour('background-sunken'), color: colour('text-primary') },
});

/** Where JSON is written, with what is wrong marked at its place. Tab indents; Escape and then Tab goes on to what follows. */
export function CodeEditor(props: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const { text, label, describedBy } = latest.current;
    const view = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          bracketMatching(),
          indentOnInput(),
          indentUnit.of('  '),
          EditorView.lineWrapping,
          json(),
          colourJson,
          look,
          linter(({ state }) => latest.current.check(state.doc.toString()).map(({ from, to, message }) => ({ from, to, message, severity: 'error' as const })), { delay: LINT_AFTER_MS }),
          keymap.of([indentWithTab, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, spellcheck: 'false' }),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) latest.current.onChange(state.doc.toString());
          }),
        ],
      }),
    });
    return () => view.destroy();
  }, []);
  return <Box ref={place} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden' }} />;
}
