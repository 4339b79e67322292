import type { Expression, Statement } from './syntax.js';
import { walk } from './walk.js';

/** Names that code gives to what belongs to its own objects: fields, methods, and options of its command line. */
export function attributesOf(body: readonly Statement[]): ReadonlySet<string> {
  const found = new Set<string>();
  walk(
    body,
    (node) => {
      if (node.is === 'class') for (const item of node.body) fromClass(item, found);
      if (node.is === 'assign')
        for (const target of node.targets) if (target.is === 'attribute') found.add(target.name);
    },
    (node) => {
      if (node.is === 'call') fromCall(node, found);
    },
  );
  return found;
}

function fromClass(node: Statement, found: Set<string>): void {
  if (node.is === 'function') found.add(node.name);
  if (node.is === 'assign') for (const target of node.targets) if (target.is === 'name') found.add(target.id);
}

/** `add_argument('--name', dest='x')`, `namedtuple('P', 'x y')`, `SimpleNamespace(x=1)`. */
function fromCall({ callee, args }: Expression & { readonly is: 'call' }, found: Set<string>): void {
  const name = callee.is === 'name' ? callee.id : callee.is === 'attribute' ? callee.name : '';
  const texts = (of: Expression | undefined): readonly string[] => {
    if (of?.is === 'text') return of.value?.split(/[\s,]+/) ?? [];
    return of?.is === 'list' || of?.is === 'tuple' ? of.items.flatMap((item) => texts(item)) : [];
  };
  if (name === 'SimpleNamespace' || name === 'set_defaults' || name === 'Namespace')
    for (const { name: field } of args) if (field !== undefined) found.add(field);
  if (name === 'namedtuple' || name === 'NamedTuple' || name === 'Enum')
    for (const field of texts(args[1]?.value)) found.add(field);
  if (name !== 'add_argument' && name !== 'add_subparsers') return;
  for (const { name: key, value } of args)
    if (key === undefined || key === 'dest')
      for (const text of texts(value)) found.add(text.replace(/^-+/, '').replaceAll('-', '_'));
}
