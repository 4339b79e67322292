import type { TraceFormat } from '../format.js';
import { native } from './native.js';
import { short } from './short.js';
import { tool } from './tool.js';

/** Every form that is read, the most particular first: the first that knows a line reads it. */
export const FORMATS = [short, tool, native] as const satisfies readonly TraceFormat[];

export type FormatName = (typeof FORMATS)[number]['name'];

/** What `--from` takes. */
export const FORMAT_CHOICES = ['auto', ...FORMATS.map(({ name }) => name)] as const;
