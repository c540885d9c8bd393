/** The names under which a query finds what it asks for, outermost first. */
export type Path = readonly string[];

export type Literal = string | number | boolean | null;

/** What stands on a side of a comparison. */
export type Operand = { readonly kind: 'path'; readonly path: Path } | { readonly kind: 'literal'; readonly value: Literal };

export type Comparison = '=' | '!=' | '<' | '>' | '<=' | '>=';

/** What must hold for a row. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'in'; readonly negated: boolean; readonly operand: Operand; readonly list: readonly Literal[] }
  | { readonly kind: 'is-defined'; readonly path: Path };

export type Aggregate = 'count' | 'sum' | 'avg' | 'min' | 'max';

/** One column of the answer. */
export type Column =
  | { readonly kind: 'path'; readonly path: Path; readonly name: string }
  /** `path` is absent for COUNT. */
  | { readonly kind: 'aggregate'; readonly aggregate: Aggregate; readonly path: Path | undefined; readonly name: string };

/** What is queried: twins of devices, twins of modules, or what jobs did to devices. */
export const SOURCES = ['devices', 'devices.modules', 'devices.jobs'] as const;
export type Source = (typeof SOURCES)[number];

export interface Query {
  readonly source: Source;
  /** The most rows of all pages together. */
  readonly top: number | undefined;
  /** Absent for `*`. */
  readonly columns: readonly Column[] | undefined;
  readonly where: Condition | undefined;
  readonly groupBy: readonly Path[];
}
