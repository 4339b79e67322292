import { set } from '../named-set.js';
import { MORE } from './library-names-more.js';
import { RECORDS } from './library-names-records.js';
import { SCIENCE } from './library-names-science.js';
import { WEB } from './library-names-web.js';
import type { Library } from './library.js';

const TAGS = `title head body html h1 h2 h3 h4 h5 h6 p a div span ul ol li table thead tbody tr td th form label meta link img nav main header footer
  section article script style button pre code strong em b i u br hr sup sub dl dt dd small tfoot caption option select input textarea iframe svg path`;

/** Packages of which much is known: what is not named here is nothing that code may touch. */
const LISTED: readonly Library[] = [
  {
    modules: { bs4: 'BeautifulSoup Tag NavigableString Comment __version__' },
    methods: `find_all select select_one get_text text string strings stripped_strings attrs prettify children descendants parents next_sibling
      previous_sibling next_siblings previous_siblings find_next find_next_sibling find_parent find_previous contents has_attr decompose unwrap new_tag
      name ${TAGS}`,
  },
  {
    modules: {
      PIL: '__version__',
      'PIL.Image':
        'new fromarray merge blend composite Resampling LANCZOS BICUBIC BILINEAR NEAREST ANTIALIAS',
      'PIL.ImageDraw': 'Draw',
      'PIL.ImageOps': 'grayscale invert mirror flip fit pad expand autocontrast contain crop',
      'PIL.ImageChops': 'difference add subtract',
      'PIL.ImageStat': 'Stat',
    },
    methods: `size mode format resize convert crop rotate transpose thumbnail getpixel putpixel getbbox getdata getchannel getextrema histogram width height
      getcolors paste info is_animated n_frames alpha_composite text line rectangle ellipse polygon point mean stddev extrema split`,
    writes: 'save',
  },
  {
    modules: {
      matplotlib: '__version__ get_backend',
      'matplotlib.pyplot': `figure subplots subplot plot bar barh scatter hist title xlabel ylabel legend tight_layout close grid axis xlim ylim xticks yticks imshow
        colorbar axhline axvline fill_between boxplot pie suptitle text annotate errorbar cla clf show gca gcf semilogx semilogy loglog step stem`,
    },
    methods: `plot bar barh scatter hist set_title set_xlabel set_ylabel set_xlim set_ylim set_xticks set_yticks set_xticklabels set_yticklabels legend grid
      axhline axvline fill_between imshow tight_layout twinx twiny add_subplot colorbar suptitle text annotate tick_params ravel flat autofmt_xdate set_xscale
      set_yscale set_aspect boxplot pie errorbar spines set_visible set_facecolor step stem semilogy semilogx set_axis_off invert_yaxis subplots_adjust`,
    writes: 'savefig',
  },
  {
    modules: { openpyxl: 'Workbook __version__' },
    methods: `worksheets sheetnames active title max_row max_column min_row min_column iter_rows iter_cols cell value rows columns values create_sheet
      merged_cells dimensions number_format coordinate column_letter append row column`,
    writes: 'save',
  },
  {
    modules: {
      sklearn: '__version__ show_versions',
      'sklearn.datasets': `load_iris load_digits load_wine load_breast_cancer load_diabetes make_classification make_regression make_blobs make_moons
        make_circles`,
      'sklearn.linear_model':
        'LinearRegression LogisticRegression Ridge Lasso ElasticNet SGDClassifier SGDRegressor RidgeCV LassoCV Perceptron',
      'sklearn.ensemble': `RandomForestClassifier RandomForestRegressor GradientBoostingClassifier GradientBoostingRegressor HistGradientBoostingClassifier
        HistGradientBoostingRegressor IsolationForest ExtraTreesClassifier AdaBoostClassifier BaggingClassifier`,
      'sklearn.tree': 'DecisionTreeClassifier DecisionTreeRegressor export_text',
      'sklearn.svm': 'SVC SVR LinearSVC',
      'sklearn.neighbors': 'KNeighborsClassifier KNeighborsRegressor NearestNeighbors',
      'sklearn.naive_bayes': 'GaussianNB MultinomialNB',
      'sklearn.cluster': 'KMeans DBSCAN AgglomerativeClustering MiniBatchKMeans',
      'sklearn.decomposition': 'PCA TruncatedSVD NMF',
      'sklearn.preprocessing':
        'StandardScaler MinMaxScaler OneHotEncoder LabelEncoder OrdinalEncoder PolynomialFeatures RobustScaler normalize scale',
      'sklearn.impute': 'SimpleImputer',
      'sklearn.dummy': 'DummyClassifier DummyRegressor',
      'sklearn.model_selection':
        'train_test_split cross_val_score cross_validate KFold StratifiedKFold GroupKFold TimeSeriesSplit GridSearchCV RandomizedSearchCV',
      'sklearn.metrics': `accuracy_score f1_score precision_score recall_score roc_auc_score average_precision_score r2_score confusion_matrix
        classification_report mean_squared_error mean_absolute_error root_mean_squared_error mean_absolute_percentage_error log_loss silhouette_score
        balanced_accuracy_score precision_recall_curve roc_curve auc brier_score_loss adjusted_rand_score`,
    },
    methods: `fit predict transform fit_transform fit_predict predict_proba decision_function score coef_ intercept_ feature_importances_ classes_ labels_
      cluster_centers_ inertia_ best_params_ best_score_ best_estimator_ cv_results_ components_ explained_variance_ratio_ n_features_in_ get_params
      get_feature_names_out inverse_transform n_iter_ mean_ scale_ data target feature_names target_names frame toarray kneighbors`,
  },
  {
    modules: {
      scipy: '__version__',
      'scipy.stats': `ttest_ind ttest_rel ttest_1samp mannwhitneyu wilcoxon chi2_contingency pearsonr spearmanr kendalltau linregress norm t binom poisson
        expon gamma beta uniform describe zscore skew kurtosis shapiro ks_2samp kstest f_oneway entropy iqr mode gmean hmean percentileofscore`,
      'scipy.optimize': 'minimize minimize_scalar curve_fit root brentq linprog least_squares fsolve',
      'scipy.signal':
        'find_peaks butter filtfilt lfilter welch spectrogram savgol_filter resample convolve correlate detrend',
      'scipy.linalg': 'solve inv det eig svd norm lu qr expm',
      'scipy.spatial.distance': 'pdist cdist squareform cosine euclidean',
      'scipy.interpolate': 'interp1d CubicSpline',
      'scipy.integrate': 'quad solve_ivp odeint trapezoid simpson',
      'scipy.special': 'expit logit gamma erf comb factorial',
    },
    methods:
      'statistic pvalue slope intercept rvalue stderr x fun success message nit pdf cdf ppf sf rvs interval logpdf y t',
  },
  {
    modules: {
      networkx: `Graph DiGraph MultiDiGraph MultiGraph topological_sort topological_generations is_directed_acyclic_graph shortest_path shortest_path_length
        has_path simple_cycles find_cycle connected_components strongly_connected_components weakly_connected_components ancestors descendants
        dag_longest_path pagerank degree_centrality betweenness_centrality density all_simple_paths transitive_reduction number_of_nodes
        number_of_edges is_connected from_edgelist path_graph cycle_graph complete_graph star_graph grid_2d_graph
        diameter radius center eccentricity average_clustering average_shortest_path_length closeness_centrality eigenvector_centrality clustering triangles
        minimum_spanning_tree minimum_spanning_edges bfs_tree dfs_tree bfs_edges dfs_edges dijkstra_path dijkstra_path_length maximum_flow minimum_cut
        transitive_closure is_tree is_bipartite isolates core_number greedy_color condensation lowest_common_ancestor compose NetworkXNoCycle NetworkXNoPath __version__`,
    },
    methods: `add_edge add_edges_from add_node add_nodes_from nodes edges number_of_nodes number_of_edges neighbors successors predecessors degree in_degree
      out_degree has_edge has_node subgraph remove_node remove_edge in_edges out_edges adjacency`,
  },
  {
    modules: {
      pydantic: `BaseModel Field ValidationError TypeAdapter ConfigDict EmailStr HttpUrl SecretStr PositiveInt NonNegativeInt conint constr VERSION __version__
        field_validator model_validator computed_field RootModel field_serializer model_serializer AfterValidator BeforeValidator PlainSerializer WrapValidator
        AliasChoices AliasPath PrivateAttr StrictInt StrictStr StrictBool PositiveFloat NonNegativeFloat NegativeInt AnyUrl AnyHttpUrl UUID4 Json conlist confloat
        validate_call validator root_validator PlainValidator PydanticUserError SerializeAsAny GetCoreSchemaHandler InstanceOf StringConstraints`,
    },
    methods: `model_validate model_validate_json model_dump model_dump_json model_json_schema model_fields model_fields_set model_copy errors error_count
      json_schema validate_python validate_json dump_python dump_json parse_obj dict schema is_required root model_rebuild model_config model_construct model_extra annotation validate_default get_secret_value
      model_computed_fields serialization_alias validation_alias alias json_schema_extra field_name info context`,
  },
  {
    modules: { 'sklearn.compose': 'ColumnTransformer make_column_transformer' },
  },
  {
    modules: {
      shapely: '__version__ box Point Polygon LineString MultiPoint MultiPolygon MultiLineString unary_union',
      'shapely.geometry':
        'Point Polygon LineString LinearRing MultiPoint MultiPolygon MultiLineString box mapping shape',
      'shapely.ops': 'unary_union polygonize nearest_points linemerge split',
      'shapely.wkt': 'loads dumps',
    },
    methods: `area bounds centroid contains covers crosses difference disjoint distance envelope convex_hull exterior interiors coords geoms geom_type
      intersection intersects is_empty is_valid length overlaps simplify symmetric_difference union within wkt boundary minimum_rotated_rectangle xy`,
  },
  {
    modules: { tiktoken: 'get_encoding encoding_for_model list_encoding_names' },
    methods: 'n_vocab encode_ordinary decode_tokens_bytes',
  },
  { modules: { tabulate: 'tabulate' } },
  { modules: { tqdm: 'tqdm trange', 'tqdm.auto': 'tqdm trange' } },
  {
    modules: {
      dateutil: '__version__',
      'dateutil.parser': 'parse isoparse ParserError',
      'dateutil.rrule':
        'rrule rruleset rrulestr YEARLY MONTHLY WEEKLY DAILY HOURLY MINUTELY SECONDLY MO TU WE TH FR SA SU',
      'dateutil.tz': 'UTC tzutc tzlocal tzoffset',
      'dateutil.easter': 'easter',
      'dateutil.relativedelta': 'relativedelta MO TU WE TH FR SA SU',
    },
  },
  {
    modules: {
      packaging: '__version__',
      'packaging.version': 'Version parse InvalidVersion',
      'packaging.specifiers': 'SpecifierSet Specifier InvalidSpecifier',
      'packaging.requirements': 'Requirement InvalidRequirement',
    },
    methods:
      'base_version is_prerelease is_postrelease is_devrelease specifier extras contains public local release',
  },
  {
    modules: { rich: 'print', 'rich.table': 'Table', 'rich.tree': 'Tree', 'rich.pretty': 'pprint' },
    methods: 'add_column add_row add',
  },
  {
    modules: {
      django: 'VERSION __version__ setup get_version',
      'django.utils': '',
      'django.urls': 'reverse resolve get_resolver NoReverseMatch Resolver404',
    },
    methods: 'url_name view_name route namespace asc desc queries vendor url_patterns lookup_str app_name',
  },
  {
    modules: { websockets: 'ConnectionClosed ConnectionClosedOK ConnectionClosedError __version__' },
    methods: 'send recv',
  },
  {
    modules: { websocket: 'WebSocketTimeoutException WebSocketConnectionClosedException' },
    methods: 'send recv',
  },
  {
    modules: { redis: 'ConnectionError RedisError TimeoutError __version__' },
    methods: `ping dbsize info ttl pttl hgetall hget hkeys hvals hlen type llen lrange smembers scard sismember zrange zcard zscore exists mget scan_iter
      scan hscan_iter strlen xlen xrange memory_usage object client_list`,
  },
  { modules: { psycopg2: 'Error OperationalError ProgrammingError __version__' }, methods: '' },
  { modules: { psycopg: 'Error OperationalError ProgrammingError __version__' }, methods: '' },
  { modules: { pymysql: 'Error OperationalError ProgrammingError __version__' }, methods: '' },
  {
    modules: { 'click.testing': 'CliRunner', 'typer.testing': 'CliRunner' },
    methods: 'invoke exit_code exception output stdout',
  },
  {
    modules: {
      'playwright.sync_api': 'sync_playwright expect',
      'playwright.async_api': 'async_playwright expect',
    },
    methods: `chromium firefox webkit new_page new_context wait_for_selector wait_for_load_state wait_for_timeout wait_for_url inner_text inner_html text_content
      locator get_by_role get_by_text get_by_label get_by_test_id get_by_placeholder click dblclick fill press hover check uncheck select_option
      query_selector query_selector_all get_attribute is_visible is_enabled is_checked all_inner_texts all_text_contents count first last nth all
      reload go_back go_forward title content url viewport_size set_viewport_size set_default_timeout input_value bounding_box text type
      to_be_visible to_have_text to_have_title to_have_url to_have_count to_contain_text`,
  },
];

const ALL = [...LISTED, ...MORE, ...SCIENCE, ...WEB, ...RECORDS];

/** The modules of these packages, as tables of data are known by theirs. */
export const LIBRARIES: readonly (readonly [string, ReadonlySet<string>])[] = ALL.flatMap(({ modules }) =>
  Object.entries(modules).map(([name, names]) => [name, set(names)] as const),
);

/** What belongs to objects of each package, and which of it writes a file. */
export const LIBRARY_METHODS: readonly (readonly [string, ReadonlySet<string>, ReadonlySet<string>])[] =
  ALL.flatMap(({ modules, methods, writes }) => {
    const packages = new Set(Object.keys(modules).map((name) => name.split('.', 1)[0] as string));
    return [...packages].map((name) => [name, set(methods ?? ''), set(writes ?? '')] as const);
  });

/** Methods whose arguments are looked at where they are called. */
export const NOT_HELD = set('plot new_page new_context');

/** Arguments by which a library is handed code, or another place than is told. */
export const HANDED_ON =
  /^(?:backend|engine|hook|callback|command|shell|filename|path|file|fname|save_path|out_file|storage_options|opener|memory|executable_path|proxy|downloads_path|cookiejar|user_data_dir|storage_state|base_url|record_\w+|usetex|these|real_http|\w+(?:file|_path|_dir|directory|folder))$/;
