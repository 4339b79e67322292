import type { Library } from './library.js';
import { OF_SYMBOLIC, SYMBOLIC, SYMBOLIC_MODULES } from './symbolic-names.js';

/** Packages of science: what of them reads files, asks servers, or evaluates texts is not named here. */
export const SCIENCE: readonly Library[] = [
  {
    modules: Object.fromEntries(
      [
        'sympy',
        ...SYMBOLIC_MODULES.trim()
          .split(/\s+/)
          .map((name) => `sympy.${name}`),
      ].map((name) => [name, SYMBOLIC]),
    ),
    methods: OF_SYMBOLIC,
  },
  {
    modules: {
      pylint: '__version__',
      'pylint.lint': '',
      'pylint.reporters.text': 'TextReporter ColorizedTextReporter',
      'pylint.reporters.json_reporter': 'JSONReporter',
      'pylint.reporters': 'CollectingReporter JSONReporter',
      mypy: '',
      'mypy.api': '',
    },
    methods: 'messages linter',
  },
  {
    modules: {
      mpmath: 'mpf mpc sqrt exp log sin cos tan pi e inf nan gamma zeta nstr almosteq matrix __version__',
    },
  },
  {
    modules: {
      'astropy.units': `Quantity Unit m km cm mm um nm s ms us min h hour day d year yr kg g deg degree rad radian arcmin arcsec mas hourangle K Jy mJy erg J eV keV
        MeV W pc kpc Mpc AU au lyr Angstrom AA Hz kHz MHz GHz mag ABmag STmag dex dB count ct adu electron photon pix pixel sr dimensionless_unscaled one
        percent N Pa bar V A C T solMass solRad solLum M_sun R_sun L_sun Msun byte bit cycle beam spectral dimensionless_angles doppler_optical
        doppler_radio doppler_relativistic spectral_density parallax temperature UnitConversionError UnitsError UnitTypeError quantity_input si cgs imperial
        isclose allclose Magnitude Dex Decibel CompositeUnit IrreducibleUnit PrefixUnit def_unit equivalencies`,
      'astropy.coordinates': `SkyCoord ICRS FK5 FK4 Galactic ITRS AltAz GCRS CIRS HADec EarthLocation Angle Latitude Longitude Distance CartesianRepresentation
        SphericalRepresentation UnitSphericalRepresentation CylindricalRepresentation CartesianDifferential SphericalDifferential Galactocentric
        BaseCoordinateFrame TETE HCRS match_coordinates_sky frame_transform_graph SkyOffsetFrame`,
      'astropy.time': 'Time TimeDelta TimeDeltaFormat',
      'astropy.timeseries': 'LombScargle BoxLeastSquares',
      'astropy.stats':
        'sigma_clip sigma_clipped_stats mad_std biweight_location biweight_scale histogram bayesian_blocks',
      'astropy.wcs': 'WCS NoConvergence FITSFixedWarning Sip',
      'astropy.nddata': 'NDData StdDevUncertainty VarianceUncertainty bitfield_to_boolean_mask block_reduce',
      'astropy.uncertainty': 'normal uniform poisson Distribution',
    },
    methods: `to to_value unit value decompose si cgs physical_type is_equivalent is_unity to_string compose represents bases powers scale ra dec galactic icrs fk5
      separation position_angle transform_to frame cartesian spherical represent_as lon lat distance match_to_catalog_sky search_around_sky obstime
      jd mjd iso isot unix utc tai tdb tt ut1 gps datetime jyear byear decimalyear format precision sec jd1 jd2 wcs world_to_pixel pixel_to_world
      all_pix2world all_world2pix wcs_pix2world wcs_world2pix axis_type_names pixel_n_dim world_n_dim array_shape pixel_shape slice low_level_wcs
      uncertainty mask data flags meta propagate_uncertainties H0 Om0 age luminosity_distance comoving_distance kpc_proper_per_arcmin autopower power
      value_set x y z xyz norm differentials lunar wrap_at wrap_angle hms dms hour degree radian signed_dms is_transformable_to replicate
      realize_frame get_frame_attr_names frame_attributes pdf_mean pdf_std shape size`,
  },
  {
    modules: {
      seaborn: `scatterplot lineplot barplot boxplot violinplot histplot kdeplot heatmap regplot lmplot pairplot jointplot countplot pointplot stripplot swarmplot
        catplot relplot displot ecdfplot rugplot residplot clustermap boxenplot FacetGrid PairGrid JointGrid set_theme set_style set_context set_palette
        color_palette despine axes_style plotting_context reset_defaults cubehelix_palette light_palette dark_palette diverging_palette hls_palette
        husl_palette move_legend __version__`,
      'seaborn.objects': `Plot Line Lines Dot Dots Bar Bars Area Band Range Text Dash Paths PolyFit Agg Est Hist KDE Count Perc Jitter Dodge Stack Shift Norm
        Continuous Nominal Temporal Boolean`,
    },
    methods:
      'map map_dataframe map_upper map_lower map_diag map_offdiag add_legend set_titles set_axis_labels figure fig ax axes facet pair label limit theme layout share scale add plot_joint plot_marginals hue_names palette',
    writes: 'save savefig',
  },
  {
    modules: {
      'matplotlib.colors': `to_rgba to_rgb to_hex Normalize LogNorm SymLogNorm BoundaryNorm PowerNorm TwoSlopeNorm CenteredNorm NoNorm ListedColormap
        LinearSegmentedColormap Colormap is_color_like same_color rgb_to_hsv hsv_to_rgb LightSource CSS4_COLORS TABLEAU_COLORS from_levels_and_colors
        ColorConverter to_rgba_array`,
      'matplotlib.patches': `Rectangle Circle Ellipse Polygon Patch Arc Wedge FancyArrow FancyArrowPatch ConnectionPatch FancyBboxPatch PathPatch Arrow RegularPolygon
        BoxStyle ArrowStyle Annulus CirclePolygon`,
      'matplotlib.ticker': `MaxNLocator AutoLocator FixedLocator MultipleLocator LogLocator NullLocator FuncFormatter ScalarFormatter FormatStrFormatter
        PercentFormatter NullFormatter LogFormatter EngFormatter AutoMinorLocator LinearLocator StrMethodFormatter LogFormatterSciNotation FixedFormatter
        SymmetricalLogLocator IndexLocator LogFormatterMathtext`,
      'matplotlib.cm':
        'get_cmap ScalarMappable viridis plasma inferno magma jet gray coolwarm hot Blues Reds Greens',
      'matplotlib.lines': 'Line2D',
      'matplotlib.transforms':
        'Bbox Affine2D BboxTransform blended_transform_factory TransformedBbox IdentityTransform ScaledTranslation offset_copy',
      'matplotlib.gridspec': 'GridSpec GridSpecFromSubplotSpec SubplotSpec',
      'matplotlib.dates': `DateFormatter AutoDateLocator AutoDateFormatter ConciseDateFormatter date2num num2date MonthLocator DayLocator YearLocator HourLocator
        WeekdayLocator MinuteLocator datestr2num epoch2num drange RRuleLocator MO TU WE TH FR SA SU`,
      'matplotlib.collections':
        'PatchCollection LineCollection PolyCollection PathCollection QuadMesh EllipseCollection CircleCollection BrokenBarHCollection Collection',
      'matplotlib.path': 'Path',
      'matplotlib.axes': 'Axes Subplot',
      'matplotlib.figure': 'Figure SubFigure',
      'matplotlib.text': 'Text Annotation',
      'matplotlib.legend': 'Legend',
      'matplotlib.artist': 'Artist setp getp',
      'matplotlib.offsetbox':
        'AnchoredText OffsetBox TextArea AnnotationBbox VPacker HPacker DrawingArea OffsetImage AnchoredOffsetbox',
      'matplotlib.container': 'BarContainer Container ErrorbarContainer',
      'matplotlib.scale': 'LogScale LinearScale FuncScale SymmetricalLogScale',
      'matplotlib.markers': 'MarkerStyle',
      'matplotlib.tri': 'Triangulation LinearTriInterpolator',
      'matplotlib.backends.backend_agg': 'FigureCanvasAgg',
      'mpl_toolkits.mplot3d': 'Axes3D',
      'mpl_toolkits.axes_grid1': 'ImageGrid make_axes_locatable AxesGrid',
    },
    methods: `add_patch add_line add_collection add_artist add_axes add_gridspec add_subfigure subfigures axes axis get_xlim get_ylim get_zlim set_zlim get_xticks
      get_yticks get_xticklabels get_yticklabels get_legend get_legend_handles_labels get_texts get_text get_title get_xlabel get_ylabel get_lines lines
      patches artists collections images texts legend_ get_window_extent get_tightbbox get_position set_position get_figure figure canvas draw draw_idle
      draw_without_rendering dpi set_dpi get_size_inches set_size_inches align_labels align_xlabels align_ylabels contour contourf pcolormesh pcolor
      quiver streamplot hexbin hist2d stackplot fill eventplot broken_barh violinplot matshow spy stairs bar_label secondary_xaxis secondary_yaxis
      inset_axes indicate_inset_zoom invert_xaxis sharex sharey label_outer margins relim autoscale autoscale_view set_autoscale_on get_autoscale_on
      set_xmargin set_prop_cycle set_title set set_label get_label set_data get_data set_xdata set_ydata get_xdata get_ydata set_color get_color
      set_edgecolor set_linewidth get_linewidth set_linestyle get_linestyle set_marker set_alpha get_alpha set_zorder get_zorder zorder set_clip_on
      set_offsets get_offsets set_array get_array set_clim get_clim set_cmap get_cmap cmap norm set_norm vmin vmax set_under set_over set_bad get_path
      get_paths get_verts get_extents get_bbox bounds x0 y0 x1 y1 width height get_height get_width get_xy get_x get_y get_facecolor get_edgecolor
      transData transAxes transFigure get_transform set_transform transform inverted get_points frozen xaxis yaxis zaxis set_major_locator set_minor_locator
      set_major_formatter set_minor_formatter get_major_ticks get_minor_ticks get_majorticklabels get_ticklabels get_ticklocs get_ticks_position
      set_ticks set_ticklabels set_tick_params tick_values get_offset_text get_view_interval get_data_interval tight_layout constrained_layout get_layout_engine
      set_layout_engine colorbar update_ticks subplots subplot_mosaic get_axes sca gca delaxes supxlabel supylabel get_children findobj set_picker
      legend_handles legendHandles get_frame set_frame_on set_draggable set_bbox_to_anchor get_renderer renderer mpl_connect mpl_disconnect buffer_rgba
      tostring_rgb tostring_argb plot_surface plot_wireframe plot_trisurf scatter3D plot3D view_init azim elev get_proj set_box_aspect get_xbound
      set_xbound set_ybound get_aspect get_visible get_gid set_gid set_label_position tick_top tick_left tick_right tick_bottom set_rasterized get_rasterized
      set_xlim3d set_ylim3d set_zlabel format_coord format_cursor_data contains vertices codes barh hlines vlines axline axvspan axhspan get_gridspec
      get_subplotspec rowspan colspan is_first_row is_last_row minorticks_on minorticks_off ticklabel_format locator_params set_fontsize
      get_fontsize set_rotation get_rotation set_ha set_va set_text set_bbox set_x set_y get_unitless_position get_shared_x_axes joined N colors`,
  },
  {
    modules: {
      'matplotlib.pyplot': `figure subplots subplot plot bar barh scatter hist title xlabel ylabel legend tight_layout close grid axis xlim ylim xticks yticks imshow
        colorbar axhline axvline fill_between boxplot pie suptitle text annotate errorbar cla clf show gca gcf semilogx semilogy loglog step stem
        get_cmap contour contourf pcolormesh pcolor quiver hexbin hist2d stackplot fill eventplot violinplot matshow sca axes subplot2grid subplot_mosaic
        subplots_adjust draw pause ion ioff isinteractive get_fignums fignum_exists clabel clim cm setp margins twinx twiny hlines vlines axvspan axhspan
        delaxes figlegend figtext broken_barh stairs tripcolor tricontourf triplot polar minorticks_on tick_params autoscale sci gci set_cmap axline Axes Figure
        Line2D Rectangle Circle Normalize rcdefaults get_backend stem bar_label Text Annotation GridSpec MaxNLocator colormaps viridis`,
      matplotlib: '__version__ get_backend colormaps rcdefaults',
    },
    methods: '',
  },
  {
    modules: {
      'sklearn.pipeline': 'Pipeline make_pipeline FeatureUnion make_union',
      'sklearn.compose':
        'ColumnTransformer make_column_transformer make_column_selector TransformedTargetRegressor',
      'sklearn.base': `BaseEstimator TransformerMixin ClassifierMixin RegressorMixin ClusterMixin OutlierMixin MetaEstimatorMixin OneToOneFeatureMixin clone
        is_classifier is_regressor`,
      'sklearn.preprocessing': `StandardScaler MinMaxScaler OneHotEncoder LabelEncoder OrdinalEncoder PolynomialFeatures RobustScaler normalize scale FunctionTransformer
        KBinsDiscretizer LabelBinarizer MultiLabelBinarizer Binarizer QuantileTransformer PowerTransformer MaxAbsScaler Normalizer SplineTransformer
        TargetEncoder KernelCenterer label_binarize binarize minmax_scale robust_scale power_transform`,
      'sklearn.linear_model': `LinearRegression LogisticRegression Ridge Lasso ElasticNet SGDClassifier SGDRegressor RidgeCV LassoCV Perceptron RidgeClassifier
        RidgeClassifierCV LogisticRegressionCV ElasticNetCV Lars LassoLars LassoLarsIC LassoLarsCV OrthogonalMatchingPursuit BayesianRidge ARDRegression
        HuberRegressor RANSACRegressor TheilSenRegressor PassiveAggressiveClassifier PoissonRegressor TweedieRegressor GammaRegressor QuantileRegressor
        MultiTaskLasso MultiTaskElasticNet lars_path lasso_path`,
      'sklearn.ensemble': `RandomForestClassifier RandomForestRegressor GradientBoostingClassifier GradientBoostingRegressor HistGradientBoostingClassifier
        HistGradientBoostingRegressor IsolationForest ExtraTreesClassifier ExtraTreesRegressor AdaBoostClassifier AdaBoostRegressor BaggingClassifier BaggingRegressor
        VotingClassifier VotingRegressor StackingClassifier StackingRegressor RandomTreesEmbedding`,
      'sklearn.svm': 'SVC SVR LinearSVC LinearSVR NuSVC NuSVR OneClassSVM l1_min_c',
      'sklearn.tree':
        'DecisionTreeClassifier DecisionTreeRegressor ExtraTreeClassifier ExtraTreeRegressor export_text plot_tree',
      'sklearn.neighbors': `KNeighborsClassifier KNeighborsRegressor NearestNeighbors RadiusNeighborsClassifier LocalOutlierFactor KernelDensity NearestCentroid
        NeighborhoodComponentsAnalysis BallTree KDTree kneighbors_graph`,
      'sklearn.naive_bayes': 'GaussianNB MultinomialNB BernoulliNB ComplementNB CategoricalNB',
      'sklearn.cluster':
        'KMeans DBSCAN AgglomerativeClustering MiniBatchKMeans SpectralClustering OPTICS MeanShift AffinityPropagation Birch FeatureAgglomeration HDBSCAN k_means',
      'sklearn.decomposition':
        'PCA TruncatedSVD NMF FastICA KernelPCA IncrementalPCA LatentDirichletAllocation SparsePCA FactorAnalysis DictionaryLearning',
      'sklearn.cross_decomposition': 'PLSRegression CCA PLSCanonical PLSSVD',
      'sklearn.manifold': 'TSNE MDS Isomap LocallyLinearEmbedding SpectralEmbedding',
      'sklearn.mixture': 'GaussianMixture BayesianGaussianMixture',
      'sklearn.gaussian_process': 'GaussianProcessRegressor GaussianProcessClassifier',
      'sklearn.gaussian_process.kernels':
        'RBF ConstantKernel WhiteKernel Matern DotProduct RationalQuadratic ExpSineSquared Kernel',
      'sklearn.neural_network': 'MLPClassifier MLPRegressor BernoulliRBM',
      'sklearn.discriminant_analysis': 'LinearDiscriminantAnalysis QuadraticDiscriminantAnalysis',
      'sklearn.multiclass': 'OneVsRestClassifier OneVsOneClassifier OutputCodeClassifier',
      'sklearn.multioutput': 'MultiOutputClassifier MultiOutputRegressor ClassifierChain RegressorChain',
      'sklearn.feature_selection': `SelectKBest SelectFromModel RFE RFECV VarianceThreshold f_classif chi2 mutual_info_classif mutual_info_regression SelectPercentile
        SequentialFeatureSelector f_regression`,
      'sklearn.feature_extraction': 'DictVectorizer FeatureHasher',
      'sklearn.impute': 'SimpleImputer KNNImputer MissingIndicator',
      'sklearn.isotonic': 'IsotonicRegression isotonic_regression',
      'sklearn.calibration': 'CalibratedClassifierCV calibration_curve',
      'sklearn.inspection': 'permutation_importance partial_dependence',
      'sklearn.model_selection': `train_test_split cross_val_score cross_validate cross_val_predict KFold StratifiedKFold GroupKFold TimeSeriesSplit GridSearchCV
        RandomizedSearchCV LeaveOneOut ShuffleSplit StratifiedShuffleSplit RepeatedKFold RepeatedStratifiedKFold LeaveOneGroupOut PredefinedSplit ParameterGrid
        learning_curve validation_curve GroupShuffleSplit`,
      'sklearn.utils':
        'shuffle resample check_array check_random_state check_X_y Bunch assert_all_finite column_or_1d compute_class_weight',
      'sklearn.utils.validation':
        'check_X_y check_is_fitted check_array check_random_state column_or_1d indexable has_fit_parameter',
      'sklearn.utils.multiclass': 'type_of_target unique_labels',
      'sklearn.utils.estimator_checks': 'check_estimator',
      'sklearn.utils.class_weight': 'compute_class_weight compute_sample_weight',
      'sklearn.exceptions': 'NotFittedError ConvergenceWarning DataConversionWarning',
      'sklearn.metrics': `accuracy_score f1_score precision_score recall_score roc_auc_score average_precision_score r2_score confusion_matrix
        classification_report mean_squared_error mean_absolute_error root_mean_squared_error mean_absolute_percentage_error log_loss silhouette_score
        balanced_accuracy_score precision_recall_curve roc_curve auc brier_score_loss adjusted_rand_score make_scorer mutual_info_score
        fowlkes_mallows_score cohen_kappa_score matthews_corrcoef hamming_loss jaccard_score fbeta_score pairwise_distances median_absolute_error
        explained_variance_score max_error normalized_mutual_info_score v_measure_score homogeneity_score completeness_score multilabel_confusion_matrix
        precision_recall_fscore_support zero_one_loss hinge_loss top_k_accuracy_score d2_tweedie_score davies_bouldin_score calinski_harabasz_score
        mean_squared_log_error mean_pinball_loss mean_poisson_deviance dcg_score ndcg_score coverage_error label_ranking_loss`,
      'sklearn.metrics.pairwise':
        'cosine_similarity euclidean_distances rbf_kernel pairwise_distances pairwise_kernels linear_kernel polynomial_kernel',
      sklearn: '__version__ show_versions set_config get_config config_context clone',
    },
    methods: `cv_values_ alphas alpha_ support_ support_vectors_ dual_coef_ n_support_ vocabulary_ idf_ steps named_steps transformers_ named_transformers_ estimators_ n_outputs_
      n_classes_ tree_ get_depth get_n_leaves apply staged_predict oob_score_ loss_curve_ covariances_ means_ weights_ converged_ bic aic sample
      score_samples predict_log_proba partial_fit n_features_ feature_names_in_ categories_ bin_edges_ statistics_ offset_ n_neighbors radius_neighbors
      kneighbors_graph core_sample_indices_ children_ embedding_ kl_divergence_ stress_ singular_values_ noise_variance_ get_covariance C_ scores_ l1_ratio_
      coefs_ intercepts_ ranking_ get_support pvalues_ scores_ powers_ lambdas_ quantiles_ sigma_ theta_ var_ class_prior_ classes log_marginal_likelihood_value_
      kernel_ best_index_ scorer_ n_splits_ split get_n_splits sum_over_features nnz todense indices indptr getnnz multi_class_ alphas_ scores_ x_scores_ x_weights_
      x_rotations_ y_rotations_ importances_mean importances_std perplexity components_`,
  },
  {
    modules: {
      'pandas.testing': 'assert_frame_equal assert_series_equal assert_index_equal',
      'pandas.api.types': `is_numeric_dtype is_string_dtype is_datetime64_any_dtype is_categorical_dtype is_bool_dtype is_integer_dtype is_float_dtype is_object_dtype
        is_list_like is_scalar is_dtype_equal is_extension_array_dtype infer_dtype CategoricalDtype is_sparse`,
      'pandas.tseries.offsets':
        'BDay MonthEnd MonthBegin Day Hour Minute Week QuarterEnd YearEnd BusinessDay DateOffset CustomBusinessDay',
      'numpy.ma':
        'masked_array array masked masked_where masked_invalid masked_equal filled getmask getdata is_masked MaskedArray median average concatenate',
      'numpy.fft': 'fft ifft fft2 ifft2 fftn fftfreq fftshift rfft irfft rfftfreq',
      'numpy.polynomial': 'Polynomial Chebyshev Legendre Hermite Laguerre',
      'numpy.lib.recfunctions':
        'structured_to_unstructured unstructured_to_structured append_fields drop_fields merge_arrays rename_fields',
    },
    methods:
      'compressed fill_value harden_mask soften_mask convert deriv integ roots coef degree recordarray',
  },
];
