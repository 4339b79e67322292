import { set } from '../named-set.js';
import { table } from '../../../table.js';

/**
 * Packages that compute and nothing else: no way from them to files, servers, processes, or from a text to code. What
 * reaches further in some of them (templates, remote keys, parsers of files) is left out.
 */
export interface Package {
  /** What may be called: names, `x.*` for whatever stands in `x`, `*` for whatever there is, `()` for the package. */
  readonly has: ReadonlySet<string>;
  /** Classes of which values are made; `()` is the package itself. */
  readonly makes: ReadonlySet<string>;
  /** Methods of what it makes, beside those that every value may have. */
  readonly methods: ReadonlySet<string>;
  /** What gives a function that computes. */
  readonly gives: ReadonlySet<string>;
  /** What takes keys as texts, by which a value is found in another. */
  readonly keyed: ReadonlySet<string>;
}

type Lists = { readonly [K in keyof Package]?: string };

const package_ = ({ has, makes, methods, gives, keyed }: Lists): Package => ({
  has: set([has, gives, keyed].join(' ')),
  makes: set(makes ?? ''),
  methods: set(methods ?? ''),
  gives: set(gives ?? ''),
  keyed: set(keyed ?? ''),
});

const DAYS = `
  add subtract startOf endOf diff isBefore isAfter isSame isSameOrBefore isSameOrAfter isBetween isValid utc local tz valueOf unix year month date day
  hour minute second millisecond week isoWeek weekday quarter dayOfYear daysInMonth toDate toArray toObject clone fromNow from toNow to
  humanize asDays asHours asMinutes asSeconds asMilliseconds asWeeks asMonths asYears utcOffset isUTC years months weeks days hours minutes seconds`;

const LODASH = {
  has: `camelCase capitalize kebabCase snakeCase startCase lowerCase upperCase lowerFirst upperFirst deburr escape unescape escapeRegExp pad padEnd
    padStart repeat trim trimEnd trimStart truncate words chunk compact concat difference drop dropRight flatten flattenDeep fromPairs head first
    initial intersection last nth pull reverse slice sortedUniq tail take takeRight union uniq without xor zip size sum mean max min clamp inRange
    random range round floor ceil cloneDeep clone isEqual isEmpty isString isNumber isArray isPlainObject isObject isNil isNull isUndefined isBoolean
    isFunction isDate isNaN isInteger isFinite isRegExp toNumber toString toInteger toArray keys toPairs entries times shuffle sample sampleSize
    includes invert zipObject isMatch`,
  keyed: `get has map filter reject find findIndex findKey findLast some every forEach each groupBy keyBy countBy sortBy orderBy uniqBy sumBy meanBy
    maxBy minBy partition pick omit flatMap reduce mapValues mapKeys pickBy omitBy dropWhile takeWhile`,
};

const COLORS = {
  has: `red green yellow blue magenta cyan white black gray grey bold dim italic underline inverse hidden strikethrough visible reset redBright
    greenBright yellowBright blueBright magentaBright cyanBright whiteBright bgRed bgGreen bgYellow bgBlue bgMagenta bgCyan bgWhite bgBlack
    hex rgb bgHex bold.* dim.* red.* green.* yellow.* blue.* cyan.* magenta.* gray.* white.* underline.*`,
};

const NUMBERS = `plus minus times div dividedBy mul multipliedBy mod modulo pow sqrt add sub abs neg negated eq gt gte lt lte isEqualTo isGreaterThan
  isLessThan isGreaterThanOrEqualTo isLessThanOrEqualTo isZero isNegative isPositive isInteger isNaN isFinite cmp comparedTo toNumber toDecimalPlaces
  toSignificantDigits toFormat toDP toSD round decimalPlaces dp floor ceil trunc idiv integerValue shiftedBy toFraction multiply divide subtract
  remainder compare equals greater lesser isEven isOdd isPrime toJSNumber`;

const SCHEMAS = `parse safeParse parseAsync safeParseAsync validate validateSync isValid isValidSync cast optional nullable nullish array default
  describe refine superRefine transform strict passthrough strip catchall partial deepPartial required extend merge pick omit keyof shape email url uuid
  cuid datetime date min max length nonempty int positive negative nonnegative nonpositive finite multipleOf regex startsWith endsWith trim
  toLowerCase toUpperCase or and brand readonly flatten format message issues errors oneOf notOneOf noUnknown matches integer when unwrap
  unknown int32 lowercase uppercase ip gt gte lt lte safe step includes rest element options enum success data error`;

const AJV = 'validate addSchema addFormat errorsText';

const LISTED: Readonly<Record<string, Lists>> = table({
  'date-fns': { has: '*' },
  'date-fns-tz': { has: '*' },
  '@date-fns/tz': { has: 'tz tzOffset tzScan', makes: 'TZDate' },
  dayjs: {
    has: '() utc tz duration isDayjs unix extend locale min max tz.guess',
    methods: DAYS,
  },
  moment: { has: '() utc unix duration isMoment isDate max min', methods: DAYS },
  'moment-timezone': { has: '() utc unix duration tz tz.guess tz.names isMoment max min', methods: DAYS },
  luxon: {
    has: `DateTime.now DateTime.fromISO DateTime.fromFormat DateTime.fromMillis DateTime.fromSeconds DateTime.fromSQL DateTime.fromJSDate DateTime.fromObject
      DateTime.fromRFC2822 DateTime.fromHTTP DateTime.utc DateTime.local DateTime.max DateTime.min DateTime.isDateTime Duration.fromObject Duration.fromISO
      Duration.fromMillis Interval.fromDateTimes Interval.fromISO Interval.after Interval.before Info.features Info.hasDST Info.months Info.weekdays
      Info.isValidIANAZone`,
    methods: `plus minus toISO toISODate toISOTime toISOWeekDate toFormat toMillis toSeconds toUnixInteger toJSDate toRelative toRelativeCalendar
      toObject toSQL toSQLDate toHTTP toRFC2822 setZone setLocale toUTC toLocal startOf endOf diff diffNow hasSame reconfigure shiftTo as toHuman
      splitBy splitAt overlaps contains count`,
  },
  lodash: LODASH,
  'lodash-es': LODASH,
  ramda: {
    has: `add subtract multiply divide sum mean median product max min inc dec clamp uniq union intersection difference flatten head last tail init take drop
      reverse range zip splitEvery equals keys values toPairs fromPairs isEmpty isNil toUpper toLower trim split join length repeat transpose append prepend
      concat mergeLeft mergeRight`,
    keyed: `map filter reject reduce groupBy countBy sortBy sort uniqBy indexBy partition find any all prop path pathOr propOr pluck pick omit project
      mapObjIndexed forEach`,
  },
  zod: { has: '* z.* z.coerce.* coerce.* z.iso.*', methods: SCHEMAS },
  valibot: { has: '*' },
  yup: {
    has: 'object string number boolean bool date array mixed tuple lazy ref isSchema',
    methods: SCHEMAS,
  },
  semver: {
    has: `valid gt lt gte lte eq neq cmp compare rcompare compareBuild compareLoose diff inc coerce clean major minor patch prerelease satisfies
      maxSatisfying minSatisfying minVersion validRange intersects subset simplifyRange sort rsort parse gtr ltr outside`,
    makes: 'SemVer Range',
  },
  uuid: { has: 'v1 v3 v4 v5 v6 v7 validate version parse stringify' },
  nanoid: { has: 'nanoid', gives: 'customAlphabet' },
  ulid: { has: 'ulid decodeTime', gives: 'monotonicFactory' },
  yaml: {
    has: 'parse stringify parseDocument parseAllDocuments',
    methods: 'toJS toJSON getIn hasIn setIn deleteIn',
  },
  'js-yaml': { has: 'load loadAll safeLoad safeLoadAll dump safeDump' },
  toml: { has: 'parse' },
  '@iarna/toml': { has: 'parse stringify' },
  'smol-toml': { has: 'parse stringify' },
  ini: { has: 'parse stringify encode decode' },
  ajv: { makes: '() Ajv', methods: AJV },
  'ajv/dist/2020': { makes: '() Ajv2020', methods: AJV },
  'ajv/dist/2020.js': { makes: '() Ajv2020', methods: AJV },
  'ajv-formats': { has: '()' },
  picocolors: COLORS,
  chalk: COLORS,
  kleur: COLORS,
  ms: { has: '()' },
  bytes: { has: '() parse format' },
  'pretty-bytes': { has: '()' },
  'pretty-ms': { has: '()' },
  'fast-deep-equal': { has: '()' },
  'deep-equal': { has: '()' },
  pluralize: { has: '() plural singular isPlural isSingular' },
  slugify: { has: '()' },
  '@sindresorhus/slugify': { has: '()' },
  'change-case': { has: '*' },
  'title-case': { has: 'titleCase' },
  qs: { has: 'parse stringify' },
  'query-string': { has: 'parse stringify parseUrl stringifyUrl exclude' },
  validator: { has: '*' },
  marked: { has: '() marked parse lexer parser parseInline marked.parse marked.lexer marked.parseInline' },
  'markdown-it': { has: '()', makes: '()', methods: 'render renderInline' },
  'decimal.js': {
    has: '() add sub mul div max min sum round floor ceil',
    makes: '() Decimal',
    methods: NUMBERS,
  },
  'big.js': { has: '()', makes: '() Big', methods: NUMBERS },
  'bignumber.js': { has: '() max min sum maximum minimum', makes: '() BigNumber', methods: NUMBERS },
  'big-integer': { has: '()', methods: NUMBERS },
  papaparse: { has: 'parse unparse' },
  'csv-parse/sync': { has: 'parse' },
  'csv-stringify/sync': { has: 'stringify' },
  'fast-xml-parser': { has: 'XMLValidator.validate', makes: 'XMLParser XMLBuilder', methods: 'build' },
  cheerio: {
    gives: 'load',
    methods: `attr text html each first last parent parents children next nextAll prev prevAll is not hasClass val data css prop toArray get length
      closest siblings contents eq addClass removeClass root end index find filter map slice wrap append prepend before after replaceWith remove empty clone`,
  },
  parse5: { has: 'parse parseFragment serialize' },
  htmlparser2: { has: 'parseDocument' },
  minimatch: { has: '() minimatch' },
  picomatch: { has: 'isMatch', gives: '()' },
  micromatch: { has: '() isMatch match some every any not makeRe', gives: 'matcher' },
  immer: { has: 'produce freeze current original isDraft' },
  'ts-pattern': { has: 'match isMatching', methods: 'with otherwise exhaustive when' },
  he: { has: 'encode decode escape unescape' },
  entities: { has: 'encode decode escape encodeXML decodeXML decodeHTML encodeHTML escapeUTF8 escapeText' },
  'iconv-lite': { has: 'encode decode encodingExists' },
  jsonwebtoken: { has: 'sign decode verify' },
  jose: {
    has: `decodeJwt decodeProtectedHeader jwtVerify importJWK generateKeyPair generateSecret exportJWK calculateJwkThumbprint base64url.decode
      base64url.encode`,
    makes: 'SignJWT UnsecuredJWT',
    methods:
      'setProtectedHeader setIssuedAt setExpirationTime setIssuer setAudience setSubject setJti setNotBefore sign',
  },
  'jwt-decode': { has: '() jwtDecode' },
  bcryptjs: { has: 'hash hashSync compare compareSync genSalt genSaltSync getRounds' },
  bcrypt: { has: 'hash hashSync compare compareSync genSalt genSaltSync getRounds' },
  'fuse.js': { makes: '()', methods: 'search' },
  'd3-array': { has: '*' },
  'd3-format': { has: 'precisionFixed precisionPrefix precisionRound', gives: 'format formatPrefix' },
  'd3-time-format': { has: 'isoFormat isoParse', gives: 'timeFormat timeParse utcFormat utcParse' },
  mime: { has: 'getType getExtension' },
  'mime-types': { has: 'lookup contentType extension charset' },
  diff: {
    has: `diffChars diffWords diffWordsWithSpace diffLines diffTrimmedLines diffSentences diffArrays diffJson diffCss createPatch createTwoFilesPatch
      structuredPatch formatPatch parsePatch applyPatch`,
  },
  'object-hash': { has: '() sha1 keys MD5 keysMD5' },
  'sql-formatter': { has: 'format' },
  '@faker-js/faker': {
    has: `person airline animal color commerce company datatype date finance food git hacker internet location lorem music number phone science string system
      vehicle word book`
      .split(/\s+/)
      .map((name) => `faker.${name}.*`)
      .concat('faker.seed faker.helpers.arrayElement faker.helpers.arrayElements faker.helpers.shuffle')
      .concat('faker.helpers.multiple faker.helpers.slugify faker.helpers.maybe')
      .join(' '),
  },
  'chrono-node': { has: 'parse parseDate strict.parse strict.parseDate casual.parse casual.parseDate' },
  rrule: {
    has: 'rrulestr RRule.fromString RRule.fromText RRule.optionsToString',
    makes: 'RRule RRuleSet',
    methods: 'all between after before toText rrule rdate exdate exrule',
  },
  'cron-parser': {
    has: 'parseExpression CronExpressionParser.parse CronExpression.parse',
    methods: 'prev hasNext hasPrev toDate take',
  },
  'libphonenumber-js': {
    has: `() parsePhoneNumber parsePhoneNumberFromString parsePhoneNumberWithError isValidPhoneNumber isPossiblePhoneNumber validatePhoneNumberLength
      formatIncompletePhoneNumber getCountryCallingCode getCountries`,
    methods: 'isValid isPossible formatNational formatInternational getType getURI',
  },
  color: {
    has: '() rgb hsl hex',
    methods: 'hex rgb hsl lighten darken contrast luminosity isDark isLight alpha mix negate',
  },
  'chroma-js': {
    has: '() hex rgb hsl mix contrast distance deltaE random valid',
    gives: 'scale',
    methods: 'hex rgb hsl css luminance darken brighten saturate alpha colors domain mode',
  },
  graphql: {
    has: `parse print buildSchema buildASTSchema validate visit printSchema printType lexicographicSortSchema getIntrospectionQuery buildClientSchema
      introspectionFromSchema validateSchema stripIgnoredCharacters isObjectType isEnumType isInputObjectType isInterfaceType isUnionType isScalarType
      findBreakingChanges findDangerousChanges`,
    methods:
      'getTypeMap getQueryType getMutationType getSubscriptionType getFields getType getPossibleTypes getValues',
  },
  typescript: {
    has: `createSourceFile forEachChild transpileModule transpile createProgram getPreEmitDiagnostics flattenDiagnosticMessageText isFunctionDeclaration
      isArrowFunction isClassDeclaration isInterfaceDeclaration isTypeAliasDeclaration isVariableStatement isVariableDeclaration isImportDeclaration
      isExportDeclaration isExportAssignment isCallExpression isPropertyAccessExpression isIdentifier isStringLiteral isObjectLiteralExpression
      isPropertyAssignment isMethodDeclaration isPropertySignature isEnumDeclaration isJsxElement isJsxSelfClosingElement isBlock isReturnStatement
      isDecorator canHaveDecorators getDecorators isNamedExports isNamedImports getCombinedModifierFlags`,
    methods: `getText getFullText getStart getEnd getWidth getLineAndCharacterOfPosition forEachChild getChildren getSourceFiles getSourceFile getTypeChecker
      getSemanticDiagnostics getSyntacticDiagnostics getTypeAtLocation typeToString getSymbolAtLocation getName`,
  },
  esbuild: { has: 'transformSync transform version' },
  react: { has: 'createElement version' },
  supertest: {
    has: '()',
    methods: 'get post put patch delete set send expect query accept redirects end type timeout auth ok',
  },
  'react-dom/server': { has: 'renderToString renderToStaticMarkup' },
  handlebars: {
    gives: 'compile',
    has: 'registerHelper registerPartial escapeExpression Utils.escapeExpression precompile',
    makes: 'SafeString',
  },
  '@babel/core': { has: 'transformSync transform transformAsync parseSync parse version' },
  prettier: { has: 'format check formatWithCursor version' },
  acorn: { has: 'parse parseExpressionAt' },
  '@babel/parser': { has: 'parse parseExpression' },
  express: { has: '() json urlencoded text Router' },
  cors: { has: '()' },
  mustache: { has: 'render parse escape' },
  'intl-messageformat': { makes: '() IntlMessageFormat' },
  '@formatjs/icu-messageformat-parser': { has: 'parse' },
});

/** Packages whose functions call nothing that they are given: they may be called back. */
export const PLAIN: ReadonlySet<string> = set(
  'date-fns change-case validator picocolors chalk kleur ms bytes pretty-bytes pretty-ms pluralize slugify uuid he entities semver',
);

export const PACKAGES: ReadonlyMap<string, Package> = new Map(
  Object.entries(LISTED).map(([name, lists]) => [name, package_(lists)]),
);
