import { joinedText } from '../workload.js';
import { definePeer } from './peer.js';

/** What one writes by hand: every needle is looked for in turn, exact case. Only for the text case. */
export const loop = definePeer<string>({
  name: 'includes() loop',
  handles: (rules) => rules.some((rule) => rule.contains !== undefined),
  load(rules) {
    const needles = rules.flatMap((rule) => rule.contains ?? []);
    const found = (text: string): boolean => needles.some((needle) => text.includes(needle));
    return { input: joinedText, decide: (text) => (found(text) ? 'deny' : 'allow') };
  },
});
