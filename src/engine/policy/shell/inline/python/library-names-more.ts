import type { Library } from './library.js';

/** Packages that compute on what they are given: texts of code, messages, tables, doubles for tests. */
export const MORE: readonly Library[] = [
  {
    modules: {
      unittest: 'TestCase IsolatedAsyncioTestCase skip skipIf skipUnless expectedFailure SkipTest',
      'unittest.mock.patch': '',
      'unittest.mock': `Mock MagicMock AsyncMock NonCallableMock PropertyMock call ANY DEFAULT sentinel create_autospec mock_open`,
    },
    methods: `assertEqual assertNotEqual assertTrue assertFalse assertIs assertIsNot assertIsNone assertIsNotNone assertIn assertNotIn assertIsInstance
      assertNotIsInstance assertRaises assertRaisesRegex assertWarns assertWarnsRegex assertLogs assertAlmostEqual assertNotAlmostEqual assertGreater
      assertGreaterEqual assertLess assertLessEqual assertRegex assertNotRegex assertCountEqual assertMultiLineEqual assertListEqual assertDictEqual
      assertTupleEqual assertSetEqual assertSequenceEqual subTest skipTest fail addCleanup setUp tearDown setUpClass tearDownClass asyncSetUp assertNoLogs
      maxDiff id shortDescription assert_called assert_called_once assert_called_with assert_called_once_with assert_any_call assert_not_called assert_has_calls
      assert_awaited assert_awaited_once call_count called call_args call_args_list mock_calls method_calls return_value side_effect reset_mock
      await_count`,
  },
  {
    modules: {
      hypothesis: 'given settings example assume note seed HealthCheck Verbosity Phase __version__',
      'hypothesis.strategies': `integers floats text binary booleans lists sets tuples dictionaries one_of sampled_from just none characters dates
        datetimes times timedeltas decimals fractions uuids emails permutations fixed_dictionaries frozensets data complex_numbers randoms slices
        iterables recursive composite from_regex`,
    },
    methods: 'filter flatmap draw example',
  },
  { modules: { socket: 'gethostname timeout error' }, methods: 'settimeout getpeername getsockname' },
  {
    modules: { tarfile: 'is_tarfile TarError ReadError' },
    methods: 'getnames getmembers getmember extractfile isreg linkname',
  },
  { modules: { freezegun: 'freeze_time' }, methods: 'tick move_to' },
  { modules: { time_machine: 'travel' }, methods: 'shift move_to' },
  {
    modules: { multiprocessing: 'Pool cpu_count Process Queue Lock Event current_process freeze_support' },
    methods:
      'starmap imap imap_unordered apply_async map_async starmap_async ready successful is_alive exitcode',
  },
  {
    modules: {
      jwt: 'encode decode get_unverified_header PyJWTError InvalidTokenError ExpiredSignatureError DecodeError __version__',
    },
  },
  { modules: { bcrypt: 'hashpw gensalt checkpw' } },
  {
    modules: { cryptography: '__version__', 'cryptography.fernet': 'Fernet InvalidToken' },
    methods: 'encrypt decrypt',
  },
  {
    modules: { lxml: '', 'lxml.html': 'fromstring tostring document_fromstring fragment_fromstring' },
    methods:
      'xpath cssselect text_content getparent getchildren iterchildren iterancestors sourceline getnext getprevious',
  },
  {
    modules: {
      libcst: `parse_module parse_expression parse_statement CSTTransformer CSTVisitor Module Name Call`,
    },
    methods: 'code deep_replace with_changes',
  },
  { modules: { black: 'format_str Mode FileMode TargetVersion NothingChanged InvalidInput __version__' } },
  { modules: { isort: '__version__', autopep8: 'fix_code' } },
  {
    modules: {
      sqlglot: 'parse_one parse transpile tokenize ParseError __version__',
      'sqlglot.exp': `Table Column Select Join Where Func Alias Subquery CTE Literal Insert Update Delete Create Drop Union Identifier Condition
        Star Order Group Anonymous`,
      'sqlglot.errors': 'ParseError TokenError SqlglotError',
    },
    methods: 'sql find find_all parent parent_select alias alias_or_name this expressions',
  },
  {
    modules: { sqlparse: 'parse format split __version__' },
    methods: 'tokens ttype is_group flatten get_type',
  },
  { modules: { attrs: 'fields asdict evolve has define field', attr: 'fields asdict evolve has s ib' } },
  { modules: { marshmallow: 'ValidationError' }, methods: 'messages messages_dict' },
  {
    modules: {
      google: '',
      'google.protobuf': '__version__',
      'google.protobuf.json_format': 'MessageToJson MessageToDict Parse ParseDict ParseError',
      'google.protobuf.text_format': 'MessageToString Parse ParseError',
    },
    methods:
      'SerializeToString ParseFromString FromString HasField WhichOneof ListFields ByteSize DESCRIPTOR fields_by_name',
  },
  {
    modules: {
      orjson: 'dumps loads OPT_INDENT_2 OPT_SORT_KEYS JSONDecodeError',
      ujson: 'dumps loads',
      simplejson: 'dumps loads',
    },
  },
  {
    modules: { msgpack: 'packb unpackb', xmltodict: 'parse unparse', tomlkit: 'parse dumps document table' },
  },
  { modules: { deepdiff: 'DeepDiff' }, methods: 'to_json to_dict' },
  { modules: { humanize: 'naturalsize naturaltime naturaldelta intcomma intword precisedelta ordinal' } },
  { modules: { inflection: 'camelize underscore pluralize singularize titleize parameterize dasherize' } },
  { modules: { unidecode: 'unidecode', chardet: 'detect', html2text: 'html2text' } },
  {
    modules: { pytz: 'timezone utc UTC all_timezones common_timezones UnknownTimeZoneError' },
    methods: 'localize zone',
  },
  { modules: { croniter: 'croniter' }, methods: 'get_next get_prev' },
  {
    modules: { semver: 'VersionInfo Version compare' },
    methods: 'bump_major bump_minor bump_patch prerelease',
  },
  {
    modules: {
      more_itertools: `chunked windowed flatten unique_everseen partition first last one peekable sliced collapse interleave divide split_at
        split_when consecutive_groups ilen minmax all_equal first_true always_iterable`,
    },
    methods: 'peek prepend',
  },
  {
    modules: { sortedcontainers: 'SortedDict SortedList SortedSet' },
    methods: 'bisect_left bisect_right irange peekitem',
  },
  {
    modules: { sqlalchemy: '' },
    methods:
      'one one_or_none first mappings rowcount get_table_names get_columns get_indexes get_foreign_keys get_pk_constraint',
  },
  {
    modules: {
      cv2: `resize cvtColor COLOR_BGR2RGB COLOR_BGR2GRAY COLOR_RGB2BGR COLOR_GRAY2BGR threshold adaptiveThreshold THRESH_BINARY THRESH_OTSU Canny
        GaussianBlur medianBlur blur findContours RETR_EXTERNAL RETR_TREE CHAIN_APPROX_SIMPLE contourArea boundingRect rectangle circle line putText
        FONT_HERSHEY_SIMPLEX absdiff countNonZero bitwise_and bitwise_not bitwise_or hconcat vconcat INTER_AREA INTER_LINEAR INTER_CUBIC
        IMREAD_GRAYSCALE IMREAD_COLOR IMREAD_UNCHANGED matchTemplate TM_CCOEFF_NORMED minMaxLoc calcHist equalizeHist warpAffine
        getRotationMatrix2D flip rotate ROTATE_90_CLOCKWISE split merge __version__`,
    },
    methods: 'shape dtype ndim size astype mean min max std sum',
  },
  {
    modules: {
      'torch.optim': 'SGD Adam AdamW RMSprop Adagrad',
      'torch.optim.lr_scheduler': 'StepLR CosineAnnealingLR LambdaLR OneCycleLR ReduceLROnPlateau',
      'torch.utils': '',
      'torch.utils.data': 'DataLoader TensorDataset Dataset Subset random_split',
    },
    methods:
      'zero_grad step numel named_parameters named_modules modules children param_groups get_last_lr state_dict out_features in_features weight bias requires_grad detach cpu nelement',
  },
];
