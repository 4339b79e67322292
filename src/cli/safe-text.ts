/** The one door through which text of strangers reaches a terminal. */
export { visible, visibleJson, visibleLines } from '../engine/reports/visible.js';
