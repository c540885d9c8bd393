import { syntaxTree } from '@codemirror/language';
import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

/** The colours of the theme, by the names that the grammar of JSON has for nodes. */
const COLOURS: Readonly<Record<string, string>> = { PropertyName: 'primary', String: 'success', Number: 'info', True: 'failing', False: 'failing', Null: 'failing' };

const marks = new Map(Object.entries(COLOURS).map(([node, colour]) => [node, Decoration.mark({ class: `json-${colour}` })]));

function marksIn(view: EditorView): DecorationSet {
  const built = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const mark = marks.get(node.name);
        if (mark) built.add(node.from, node.to, mark);
      },
    });
  }
  return built.finish();
}

class Marks {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = marksIn(view);
  }

  update({ docChanged, viewportChanged, state, startState, view }: ViewUpdate): void {
    if (docChanged || viewportChanged || syntaxTree(state) !== syntaxTree(startState)) this.decorations = marksIn(view);
  }
}

/** Colours what is seen of a JSON text, in both schemes. */
export const colourJson: Extension = [
  ViewPlugin.fromClass(Marks, { decorations: ({ decorations }) => decorations }),
  EditorView.theme(Object.fromEntries(Object.values(COLOURS).map((colour) => [`.json-${colour}`, { color: `var(--mui-palette-${colour}-main)` }]))),
];
