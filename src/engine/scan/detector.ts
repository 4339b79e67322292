import type { ToolVerdict } from '../model/tool-finding.js';

/**
 * Where something stands in a call: the number of an argument, then names of properties (`1.name`, `0.list.*.name`); in a class
 * `this.name` for a member and `super.0.name` for what its constructor hands up; `decorated` is what a decorator stands
 * before, `receiver` the call that the method is called on, `callee` the name of what is called; `made` goes on with the call
 * that made a value (`0.agent.made.0.name`). The first that is there counts.
 */
export type Locator = string;

/** A call, `new` or decorator that makes one tool. */
export interface ToolConstruct {
  /** The way to it from the module, as `tool.()`, `McpServer.new.registerTool.()`. */
  readonly path: RegExp;
  /** Only where it comes from one of these modules of the framework. */
  readonly from?: RegExp;
  /** How reports call it. */
  readonly construct: string;
  readonly name: readonly Locator[];
  readonly executor: readonly Locator[];
  /** The call gives it to the agent or server that it is called on. */
  readonly registered?: boolean;
  /** Options that let a person decide each call. */
  readonly human?: readonly Locator[];
  /** What a definition without an executor is. */
  readonly bodiless?: ToolVerdict;
  /** Only a call whose argument is this makes a tool: `0` must come from a path. */
  readonly when?: { readonly at: Locator; readonly is: RegExp };
  /** It handles the calls of many tools: the handler that says which ones is set for this. */
  readonly lists?: RegExp;
  /** It only declares a tool: another construct of the same name makes it run. */
  readonly declares?: boolean;
  /** A default export is named after its file. */
  readonly fileNamed?: boolean;
  /** Only a call that has one of these makes a tool. */
  readonly needs?: readonly Locator[];
}

/** A base class whose subclasses are tools. */
export interface ToolClass {
  readonly path: RegExp;
  readonly construct: string;
  readonly name: readonly Locator[];
  readonly executor: readonly string[];
}

/** An object literal that is a tool where it stands. */
export interface ToolShape {
  readonly construct: string;
  /** Names of the tool inside it; a record's key where none is there. */
  readonly name: readonly string[];
  readonly executor: readonly string[];
  /** It must have one of these to be a tool at all. */
  readonly needs: readonly string[];
  readonly human?: readonly string[];
  readonly bodiless?: ToolVerdict;
  /** Without a name it only hands on what was defined elsewhere. */
  readonly named?: boolean;
}

/** A call through which an agent (or server, or model) gets its tools. */
export interface Sink {
  readonly path: RegExp;
  readonly tools: readonly Locator[];
  /** Only a call that has one of these as well. */
  readonly beside?: readonly Locator[];
  /** Object literals handed over here are tools. */
  readonly shape?: ToolShape;
  /** It only holds the tools: who gets the holder is asked next. */
  readonly carries?: boolean;
  /** Options by which a person decides each call. */
  readonly human?: readonly { readonly at: Locator; readonly is: RegExp }[];
}

/** Everything the scanner knows of one framework. */
export interface Detector {
  readonly name: string;
  readonly title: string;
  readonly modules: RegExp;
  /** What a file says that uses it, where that is no import. */
  readonly mentions?: RegExp;
  readonly tools?: readonly ToolConstruct[];
  readonly classes?: readonly ToolClass[];
  readonly sinks?: readonly Sink[];
  /** Types whose annotated object literals are tools. */
  readonly typed?: readonly { readonly path: RegExp; readonly shape: ToolShape }[];
  /** Calls that give tools of which a package holds the code: one, or as many as a server tells of. */
  readonly ready?: readonly {
    readonly path: RegExp;
    readonly from?: RegExp;
    readonly construct: string;
  }[];
  /** Calls that make a tool which runs at the model's vendor or elsewhere. */
  readonly hosted?: readonly {
    readonly path: RegExp;
    readonly construct: string;
    readonly name?: readonly Locator[];
  }[];
  /** It tells tools by their shape: how reports call those. */
  readonly own?: readonly string[];
  /** Calls that only read a tool, as to tell the model of it. */
  readonly neutral?: RegExp;
}

/** Declares what is known of one framework: one file, one object, one line in the index. */
export const defineDetector = (detector: Detector): Detector => detector;
