/** What is known of a package whose names are listed. */
export interface Library {
  /** Of each of its modules, what may be held as a value: functions and classes that compute. */
  readonly modules: Readonly<Record<string, string>>;
  /** What belongs to its objects, none of which reaches beyond the program whatever it is given. */
  readonly methods?: string;
  /** Methods that write the file that they are told first. */
  readonly writes?: string;
}
