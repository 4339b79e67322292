import type { CodeEffect } from '../code-effect.js';
import { NotShown } from '../code-effect.js';
import { set } from '../named-set.js';
import { languageOf } from '../../unparsed/index.js';
import { sourceOf } from '../../unparsed/source.js';
import type { Source } from '../../unparsed/source.js';
import { allNear, callsIn, fileIn, PROJECT } from './syntax.js';
import type { Call } from './syntax.js';

/** Functions that compute, print and draw. */
const COMPUTES = set(
  `abs acos all any anyDuplicated anyNA aov array as.character as.data.frame as.Date as.factor as.integer as.logical as.matrix as.numeric as.POSIXct as.vector
   asin atan attr ave basename bartlett.test bind_cols bind_rows binom.test boxplot.stats c cat ceiling chartr chisq.test choose class coef colMeans
   colnames colSums complete.cases confint cor cor.test cos count crossprod cummax cummin cumprod cumsum cut data.frame data_frame dbinom desc det diag diff difftime dim
   dist distinct dnorm dpois drop_na duplicated dunif else ends_with exp expand.grid factor factorial filter fisher.test fitted floor for format formatC full_join
   function gamma ggplot glimpse glm grepl group_by gsub head hist if ifelse inner_join integer interaction intersect invisible is.character is.finite is.na is.null is.numeric
   isTRUE kmeans ks.test kruskal.test lag lead left_join length letters levels lgamma list lm log log10 log1p log2 lower.tri matrix max mean median merge message min model.matrix
   months mutate n n_distinct names nchar ncol nls NROW nrow numeric oneway.test optimise order paste paste0 pbinom pivot_longer pivot_wider plogis pmax pmin pnorm
   poly ppois prcomp predict pretty print prod prop.test prop.table pt pull qnorm qqnorm qt quantile quit q range rank rbind cbind rbinom regmatches relevel rename rep rep_len resid residuals
   rev right_join rnorm round rowMeans rownames rowSums rpois rt runif sample scale sd select semi_join seq seq_along seq_len setdiff set.seed shapiro.test signif sin slice slice_head
   slice_max slice_min solve sort split sprintf sqrt starts_with stopifnot strsplit structure strtoi str sub subset substr substring sum summarise summarize summary svd switch Sys.Date
   Sys.time t t.test table tail tan tibble tolower toupper trimws trunc TukeyHSD typeof ungroup union unique unlist upper.tri var var.test vector weekdays weighted.mean
   which which.max which.min while wilcox.test with within writeLines xtabs aes geom_point geom_line geom_bar geom_col geom_histogram geom_boxplot geom_smooth labs theme theme_minimal theme_bw
   facet_wrap facet_grid plot lines points abline legend hist barplot boxplot par dev.off packageVersion sessionInfo R.Version requireNamespace nlevels is.element identical all.equal
   toJSON prettyNum nrow rowsum crossing arrange everything contains relocate transmute add_count tally ntile case_when if_else coalesce na_if replace_na between
   str_detect str_replace str_replace_all str_to_lower str_to_upper str_split str_trim str_sub str_c str_count ymd mdy dmy year month day as_tibble data.matrix system.time nargs
   stop warning suppressWarnings suppressMessages suppressPackageStartupMessages`,
);
/** Packages that are attached for what they compute. */
const PACKAGES = set(
  `stats graphics datasets methods dplyr tidyr tibble stringr forcats lubridate ggplot2 readr data.table magrittr purrr jsonlite MASS survival Matrix splines mgcv nlme lme4 broom tidyverse
   scales testthat devtools`,
);
/** Functions that take functions, and where; of a function that stands there by its name or as it is. */
const TAKES: Readonly<Record<string, number>> = Object.assign(Object.create(null) as object, {
  ...{
    sapply: 1,
    lapply: 1,
    vapply: 1,
    apply: 2,
    tapply: 2,
    outer: 2,
    Map: 0,
    Filter: 0,
    Reduce: 0,
    mapply: 0,
  },
  ...{ aggregate: 2, integrate: 0, optimize: 0, uniroot: 0, optim: 1 },
});
/** Functions that read or write a file, which argument names it, and what it is called. */
const FILES: Readonly<Record<string, readonly ['read' | 'write', number, RegExp]>> = Object.assign(
  Object.create(null) as object,
  Object.fromEntries([
    ...'read.csv read.csv2 read.table read.delim read_csv read_tsv read_delim readLines readRDS fromJSON file.exists file.info list.files dir'
      .split(' ')
      .map((name) => [name, ['read', 0, /^(?:file|con|txt|path)$/]]),
    ...'write.csv write.table saveRDS write_csv write_tsv write_json'
      .split(' ')
      .map((name) => [name, ['write', 1, /^(?:file|path)$/]]),
    ...'ggsave png pdf svg jpeg'.split(' ').map((name) => [name, ['write', 0, /^(?:file|filename)$/]]),
  ]),
);
/** What runs, checks and renders what the project holds. */
const OF_PROJECT =
  /^(?:testthat::)?test_(?:dir|file|local|package)$|^(?:devtools::)?(?:test|check|document|load_all|test_active_file)$|^(?:lintr::lint(?:_dir|_package)?|styler::style_(?:pkg|dir|file)|roxygen2::roxygeni[sz]e|rmarkdown::render|quarto::quarto_render|knitr::knit|targets::tar_make|targets::tar_outdated|renv::(?:status|restore)|covr::package_coverage|rcmdcheck::rcmdcheck|pkgdown::build_site|bookdown::render_book|tinytest::test_all)$/;
/** Names of base R that act, whether they are called or handed on. */
const ACTS =
  /^(?:system|system2|shell|pipe|fifo|unlink|file|file\.\w+|url|socket\w*|serverSocket|make\.socket|download\.\w+|Sys\.(?!time$|Date$)\w+|eval\w*|parse\w*|str2\w+|source|sys\.\w+|dyn\.\w+|library\.dynam|\.[A-Z]\w*|install[._]\w+|update[._]\w+|remove[._]\w+|use_\w+|create\w*|release|submit\w*|build\w*|check_\w+|dev_\w+|unload|uninstall|with_\w+|source_\w+|wd|setwd|getwd|do\.call|match\.fun|get\w*|mget|assign|attach\w*|load\w*|save\w*|sink|dump|dput|write|scan|readline|edit|fix|vi|browseURL|options|trace|body|formals|environment\w*|delayedAssign|Recall|tar|untar|unzip|zip|gzfile|bzfile|xzfile|unz|open|close|reg\.finalizer|as\.function|as\.call|call|quote|substitute|bquote|deparse|local|registerS3method|setMethod|setRefClass|R6Class|Vectorize|Reduce|fread|shell\.exec|choose\.files|path\.expand|normalizePath|commandArgs|Negate|Compose|exec|invoke|map\w*|walk\w*|pmap\w*|lmap\w*|imap\w*)$/;
/** Operators between which stands what is not called by its name. */
const OPERATOR = /%[^%\n]*%/g;

/** What R does that is given on a line. @throws NotShown where it may do anything */
export function judgeR(code: string): readonly CodeEffect[] {
  const language = languageOf('x.R');
  const source = language && sourceOf(code, language.syntax);
  if (
    source === undefined ||
    !allNear(source) ||
    /`|:::|[@$]\s*[\w.]+\s*\(|[)\]"]\s*\(|\\\(/.test(source.code) ||
    /[rR]["']-*[([{]/.test(source.raw)
  )
    throw new NotShown('code that is not followed');
  const called = callsIn(source, /(?:[A-Za-z.][\w.]*::)?[A-Za-z.][\w.]*/);
  const own = new Set(
    [...source.code.matchAll(/([A-Za-z.][\w.]*)\s*(?:<-|=)\s*function\s*\(/g)].map(
      ([, name]) => name as string,
    ),
  );
  checkNames(source, own);
  return called.flatMap((call) => effectOf(call, own, source));
}

function checkNames({ code, texts }: Source, own: ReadonlySet<string>): void {
  for (const [operator] of code.matchAll(OPERATOR))
    if (!/^%(?:in|%|\/|\*|o|>)?%?$/.test(operator)) throw new NotShown('an operator of its own');
  if (/%>%(?!\s*[A-Za-z.][\w.:]*\s*\()/.test(code))
    throw new NotShown('what is called without a parenthesis');
  if (texts.some((text) => ACTS.test(text))) throw new NotShown('a function by its name as a text');
  for (const [name] of code.matchAll(/[A-Za-z.][\w.]*/g))
    if (ACTS.test(name) && !isListed(name)) throw new NotShown(`\`${name}\``);
  for (const [, name] of code.matchAll(/([A-Za-z.][\w.]*)\s*(?:<<?-|=(?!=))(?!\s*function\s*\()/g))
    if (own.has(name as string)) throw new NotShown('a function that becomes another');
  for (const [, name] of code.matchAll(/([A-Za-z.][\w.]*)\s*<<?-|->>?\s*([A-Za-z.][\w.]*)/g))
    if (isListed(name ?? '')) throw new NotShown('a function that becomes another');
  if (/->/.test(code)) throw new NotShown('what is put into a name behind it');
}

const isListed = (name: string): boolean => COMPUTES.has(name) || name in TAKES || name in FILES;

function effectOf({ name, args }: Call, own: ReadonlySet<string>, source: Source): readonly CodeEffect[] {
  const [, of, bare = name] = /^(\w[\w.]*)::(.+)$/.exec(name) ?? [];
  if (/^(?:library|require)$/.test(name)) {
    const attached =
      args.length === 1 && /^\w[\w.]*$/.test(args[0] as string) && PACKAGES.has(args[0] as string);
    if (attached) return [];
    throw new NotShown('a package that may bring anything');
  }
  if (OF_PROJECT.test(name)) {
    // Paths and names, and nothing that is told to run.
    if (args.every((piece) => /^(?:\w+\s*=\s*)?(?:"\d+"|TRUE|FALSE|NULL|\d+)$/.test(piece))) return PROJECT;
    throw new NotShown('a run of the project that is told more');
  }
  if (of !== undefined && !PACKAGES.has(of) && !/^(?:base|utils)$/.test(of))
    throw new NotShown(`the package \`${of}\``);
  const file = FILES[bare];
  if (file !== undefined) return fileOf(file, args, source);
  if (/^(?:cat|writeLines|print|toJSON|capture\.output)$/.test(bare)) return printing(bare, args);
  const at = TAKES[bare];
  if (at !== undefined) {
    const named = args.find((piece) => /^(?:FUN|f|fn)\s*=(?!=)/.test(piece))?.replace(/^\w+\s*=\s*/, '');
    const given = named ?? args[at] ?? '';
    if (/^function\s*\(/.test(given) || COMPUTES.has(given) || own.has(given)) return [];
    throw new NotShown('a function that is not known');
  }
  if (COMPUTES.has(bare) || (of === undefined && own.has(bare))) return [];
  throw new NotShown(`\`${name}\``);
}

function fileOf(
  [how, at, form]: readonly ['read' | 'write', number, RegExp],
  args: readonly string[],
  source: Source,
): readonly CodeEffect[] {
  const name = (piece: string): string | undefined => /^([\w.]+)\s*=(?!=)/.exec(piece)?.[1];
  if (args.length === 0) return how === 'read' ? [] : PROJECT;
  const named = args.find((piece) => form.test(name(piece) ?? ''));
  const plain = args.filter((piece) => name(piece) === undefined);
  return fileIn(source, named ?? plain[at], how);
}

/** What is printed into a file, or into a connection, goes somewhere. */
function printing(name: string, args: readonly string[]): readonly CodeEffect[] {
  const more = name === 'writeLines' && args.length > 1;
  if (more || args.some((piece) => /^(?:file|con)\s*=/.test(piece)))
    throw new NotShown('what it writes into');
  return [];
}
