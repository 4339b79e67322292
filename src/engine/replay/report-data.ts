/** What the HTML report of a replay is made of. It stands in `model`, where reports may look. */
export type { ReportData } from '../model/report-data.js';
