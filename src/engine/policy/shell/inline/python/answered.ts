import type { Names } from './resolve.js';
import type { Expression, Statement } from './syntax.js';
import { blocksOf, expressionsOf, partsOf, walk } from './walk.js';

const BLOCKS = /^(?:responses\.RequestsMock|requests_mock\.(?:Mocker|mock))$/;

/** Requests that something within the program answers, and no server: they stand where it has been put in its place. */
export class Answered {
  readonly #calls = new Set<Expression>();

  constructor(
    body: readonly Statement[],
    private readonly names: Names,
  ) {
    // What is stopped, or told to let some through, answers no more.
    let ends = false;
    walk(
      body,
      () => {},
      (node) =>
        (ends ||=
          node.is === 'attribute' && /^(?:stop|reset|start|add_passthru|assert_all\w+)$/.test(node.name)),
    );
    if (!ends) this.#find(body);
  }

  has(node: Expression): boolean {
    return this.#calls.has(node);
  }

  #find(body: readonly Statement[]): void {
    for (const node of body) {
      const whole =
        (node.is === 'function' &&
          node.decorators.length === 1 &&
          node.decorators.every((one) => this.#answers(one))) ||
        (node.is === 'with' && node.items.some(({ value }) => value.is === 'call' && this.#answers(value)));
      if (whole) this.#take('body' in node ? node.body : 'bodies' in node ? node.bodies.flat() : []);
      else for (const block of blocksOf(node)) this.#find(block);
    }
  }

  /** `@responses.activate`, `with requests_mock.Mocker() as m`: none that lets some through. */
  #answers(node: Expression): boolean {
    const member = this.names.memberOf(node.is === 'call' ? node.callee : node) ?? '';
    if (member === 'responses.activate') return node.is !== 'call';
    return node.is === 'call' && node.args.length === 0 && BLOCKS.test(member);
  }

  /** What runs there and then: what is defined there may be called later, and what yields goes on later. */
  #take(body: readonly Statement[]): void {
    const taken = new Set<Expression>();
    if (this.#takes(body, taken)) for (const node of taken) this.#calls.add(node);
  }

  #takes(body: readonly Statement[], taken: Set<Expression>): boolean {
    return body.every((node) => {
      if (node.is === 'function' || node.is === 'class') return true;
      return (
        expressionsOf(node).every((one) => part(one, taken)) &&
        blocksOf(node).every((block) => this.#takes(block, taken))
      );
    });
  }
}

/** Whether nothing in it yields. */
function part(node: Expression, taken: Set<Expression>): boolean {
  if (node.is === 'yield') return false;
  if (node.is === 'lambda' || node.is === 'made') return true;
  if (node.is === 'call') taken.add(node);
  return partsOf(node).every((one) => part(one, taken));
}
