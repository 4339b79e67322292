/** A share of successes, with the bounds between which it lies with 95 % confidence. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

/** The quantile of the normal distribution that leaves 2.5 % on either side. */
const Z = 1.959963984540054;

/** Wilson's score interval: it holds for small samples, and for shares of nothing and of all. */
export function wilson(hits: number, of: number): Share {
  if (of === 0) return { hits, of, low: 0, high: 1 };
  const share = hits / of;
  const spread = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / spread;
  const half = (Z / spread) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { hits, of, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** `149/150 99.3 % [96.3, 99.9]` */
export function shareText({ hits, of, low, high }: Share): string {
  if (of === 0) return 'none';
  const percent = (value: number): string => (value * 100).toFixed(1);
  return `${hits}/${of}  ${percent(hits / of)} %  [${percent(low)}, ${percent(high)}]`;
}
