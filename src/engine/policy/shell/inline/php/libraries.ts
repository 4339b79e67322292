/**
 * Classes of packages that compute, by their whole names in lower case. What opens files, asks servers, starts programs,
 * sends mail or runs what a text says is none of them.
 */
const LIBRARY = new RegExp(
  `^(?:${[
    'carbon\\\\(?:carbon|carbonimmutable|carboninterval|carbonperiod|carbontimezone)',
    'monolog\\\\(?:logger|level|logrecord|formatter\\\\\\w+|processor\\\\(?!git|mercurial)\\w+|handler\\\\(?:test|null|buffer|fingerscrossed|filter|group|noop)handler)',
    'symfony\\\\component\\\\string\\\\\\w+(?:\\\\\\w+)*',
    'symfony\\\\component\\\\optionsresolver\\\\\\w+(?:\\\\\\w+)*',
    'symfony\\\\component\\\\console\\\\(?:output\\\\(?:buffered|null)output|helper\\\\(?:table\\w*|helper|progressbar)|formatter\\\\\\w+|input\\\\(?:array|string)input|input\\\\input(?:definition|option|argument))',
    'symfony\\\\component\\\\(?:propertyaccess|propertyinfo|uid|clock|cssselector|stopwatch|eventdispatcher)\\\\\\w+(?:\\\\\\w+)*',
    'symfony\\\\component\\\\routing\\\\(?:route|routecollection|requestcontext|matcher\\\\urlmatcher|generator\\\\urlgenerator)',
    'symfony\\\\component\\\\serializer\\\\(?:serializer|encoder\\\\\\w+|normalizer\\\\\\w+)',
    'doctrine\\\\(?:inflector|common\\\\lexer|common\\\\collections)\\\\\\w+(?:\\\\\\w+)*|doctrine\\\\common\\\\annotations\\\\doclexer',
    'phpparser\\\\\\w+(?:\\\\\\w+)*|phpstan\\\\phpdocparser\\\\\\w+(?:\\\\\\w+)*',
    'guzzlehttp\\\\(?:psr7\\\\(?:response|request|serverrequest|uri|uriresolver|urinormalizer|header|message|query|mimetype)|handler\\\\mockhandler|handlerstack|middleware)',
    'league\\\\(?:commonmark|uri)\\\\\\w+(?:\\\\\\w+)*|ramsey\\\\uuid\\\\\\w+(?:\\\\\\w+)*|brick\\\\(?:math|money|datetime)\\\\\\w+|money\\\\\\w+',
    'illuminate\\\\support\\\\(?:collection|lazycollection|stringable|fluent|messagebag|str|arr|number)',
    'sebastianbergmann\\\\(?:diff|comparator|exporter)\\\\\\w+(?:\\\\\\w+)*|webmozart\\\\assert\\\\assert|phpunit\\\\framework\\\\assert',
    'graphql\\\\\\w+(?:\\\\\\w+)*|nette\\\\utils\\\\(?:strings|arrays|json|datetime|validators)|parsedown|michelf\\\\markdown\\w*',
    'psr\\\\log\\\\(?:nulllogger|loglevel)',
  ].join('|')})$`,
);

/** Methods of theirs that reach further, or make something of a name or of a text that is packed. */
const FURTHER =
  /file|serial|locale|translat|macro|mixin|into$|pipe(?:into|through)|autoload|include|require|eval|exec|system|shell|passthru|command|^(?:save\w*|moveto|load|run|start|mustrun|invoke\w*|call\w*|dispatch\w*|make|resolveclass|newinstance\w*|extend\w*|register\w*|create\w*using|stream\w*|sink\w*|__(?!construct$)\w*|tojsonfile|dd)$/;

/** Methods of theirs that call what they are given. */
export const CALLS_GIVEN =
  /map|each|filter|reject|sort|reduce|walk|callback|handler|processor|middleware|listener|subscriber|push|using|when|unless|tap|pipe|first|last|group|keyby|pluck|sum|avg|min|max|until|every|some|contains|partition|search|unique|lazy|times|transform|normalizer|default|add|^on|listen|history|retry|visitor|replace|matched|value|count|flat|chunk|zip|random/;

export const isLibrary = (whole: string): boolean => LIBRARY.test(whole);
export const reachesFromLibrary = (name: string): boolean => FURTHER.test(name);

/** Functions that packages bring along, which make values of theirs. */
export const LIBRARY_FUNCTIONS: ReadonlySet<string> = new Set([
  'collect',
  'symfony\\component\\string\\u',
  'symfony\\component\\string\\s',
  'symfony\\component\\string\\b',
]);
