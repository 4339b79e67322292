/** The data of a report on a replay. It lives in `model`, since reports import nothing else. */
export type { ReportChange, ReportData, ReportSource } from '../model/report-data.js';
