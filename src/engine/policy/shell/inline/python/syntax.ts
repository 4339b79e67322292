/** Python as a tree of what its grammar knows, with nothing in it that this reader does not. */
export type Expression =
  | { readonly is: 'name'; readonly id: string }
  | { readonly is: 'text'; readonly value: string | undefined; readonly bytes: boolean }
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'constant'; readonly text: string }
  | { readonly is: 'format'; readonly parts: readonly FormatPart[] }
  | { readonly is: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly is: 'call'; readonly callee: Expression; readonly args: readonly Argument[] }
  | { readonly is: 'index'; readonly of: Expression; readonly keys: readonly Expression[] }
  | { readonly is: 'slice'; readonly bounds: readonly (Expression | undefined)[] }
  | { readonly is: 'list' | 'tuple' | 'set'; readonly items: readonly Expression[] }
  | { readonly is: 'dict'; readonly entries: readonly Entry[] }
  | { readonly is: 'star'; readonly of: Expression }
  | { readonly is: 'made'; readonly items: readonly Expression[]; readonly clauses: readonly Clause[] }
  | { readonly is: 'operation'; readonly op: string; readonly operands: readonly Expression[] }
  | { readonly is: 'choice'; readonly test: Expression; readonly ways: readonly Expression[] }
  | { readonly is: 'lambda'; readonly params: readonly Parameter[]; readonly body: Expression }
  | { readonly is: 'named'; readonly name: string; readonly value: Expression }
  | { readonly is: 'yield'; readonly value: Expression | undefined };

/** A piece of text, or a value with how it is shown. */
export type FormatPart =
  | string
  | {
      readonly value: Expression;
      readonly spec: readonly FormatPart[];
      /** What stands behind the value: `:04d`, `!r`. */
      readonly how: string;
    };

/** A key that is missing is `**value`. */
export interface Entry {
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export interface Argument {
  readonly name: string | undefined;
  readonly star: '' | '*' | '**';
  readonly value: Expression;
}

/** `for target in of if tests`. */
export interface Clause {
  readonly target: Expression;
  readonly of: Expression;
  readonly tests: readonly Expression[];
}

export interface Parameter {
  readonly name: string;
  readonly star: '' | '*' | '**';
  readonly type: Expression | undefined;
  readonly value: Expression | undefined;
}

export interface FunctionStatement {
  readonly is: 'function';
  readonly name: string;
  readonly params: readonly Parameter[];
  readonly returns: Expression | undefined;
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
}

export interface ClassStatement {
  readonly is: 'class';
  readonly name: string;
  readonly args: readonly Argument[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
}

export type Statement =
  | { readonly is: 'do' | 'raise' | 'assert' | 'return' | 'delete'; readonly items: readonly Expression[] }
  | {
      readonly is: 'assign';
      readonly targets: readonly Expression[];
      readonly type: Expression | undefined;
      readonly value: Expression | undefined;
    }
  | {
      readonly is: 'update';
      readonly target: Expression;
      readonly op: string;
      readonly value: Expression;
    }
  | { readonly is: 'pass' }
  | { readonly is: 'scope'; readonly names: readonly string[] }
  | { readonly is: 'import'; readonly names: readonly Imported[] }
  | { readonly is: 'from'; readonly module: string; readonly names: readonly Imported[] }
  | {
      readonly is: 'branch';
      readonly tests: readonly Expression[];
      readonly bodies: readonly (readonly Statement[])[];
    }
  | {
      readonly is: 'for';
      readonly target: Expression;
      readonly of: Expression;
      readonly bodies: readonly (readonly Statement[])[];
    }
  | {
      readonly is: 'try';
      readonly handlers: readonly {
        readonly type: Expression | undefined;
        readonly name: string | undefined;
      }[];
      readonly bodies: readonly (readonly Statement[])[];
    }
  | {
      readonly is: 'with';
      readonly items: readonly { readonly value: Expression; readonly name: string | undefined }[];
      readonly bodies: readonly (readonly Statement[])[];
    }
  | FunctionStatement
  | ClassStatement;

/** What is imported, and what the code calls it. */
export interface Imported {
  readonly name: string;
  readonly alias: string | undefined;
}
