/** What `sympy` computes with: what of it starts programs, plots or makes functions of texts is not named here. */
export const SYMBOLIC = `
  AbelianGroup Abs AccumBounds Add Adjoint AlgebraicField AlgebraicNumber AlternatingGroup And Application AppliedPredicate AppliedUndef Array
  ArrayTensorProduct AskHandler Assignment Assumptions AssumptionsContext Atom AtomicExpr BasePolynomialError Basic Beta Binomial BinomialDistribution
  BlockDiagMatrix BlockMatrix BooleanFalse BooleanFunction BooleanTrue Bra CC CRootOf Catalan Chi Ci Circle CodeBlock CoercionFailed Commutator Complement
  ComplexField ComplexRegion ComplexRootOf Complexes ComputationFailed CondSet ConditionSet Contains Coord CoordSys3D CosineTransform Curve Cycle CyclicGroup
  Dagger DeferredVector DenseNDimArray Derivative Determinant DiagMatrix DiagonalMatrix DiagonalOf Dict Die DiffGeom DihedralGroup Dimension DiracDelta
  DisjointUnion Domain DomainError DotProduct Dummy E E1 EX EXRAW Ei Eijk Ellipse EmptySequence EmptySet Eq Equality Equivalent EulerGamma EvaluationFailed
  ExactQuotientFailed Exponential Expr ExprCondPair ExpressionDomain ExtraneousFactors FF FF_gmpy FF_python FU FallingFactorial FiniteField FiniteSet
  FlagError Float FourierTransform FractionField FreeGroup Function FunctionClass FunctionMatrix GF GMPYFiniteField GMPYIntegerRing GMPYRationalField Gamma Ge
  GeneratorsError GeneratorsNeeded GeometryError GoldenRatio GramSchmidt GreaterThan GroebnerBasis Gt HadamardPower HadamardProduct HankelTransform Heaviside
  HeuristicGCDFailed HomomorphismFailed I ITE Id Identity Idx ImageSet ImmutableDenseMatrix ImmutableDenseNDimArray ImmutableMatrix ImmutableSparseMatrix
  ImmutableSparseNDimArray Implies Indexed IndexedBase Integer IntegerRing Integers Integral Intersection Interval Inverse InverseCosineTransform
  InverseFourierTransform InverseHankelTransform InverseLaplaceTransform InverseMellinTransform InverseSineTransform IsomorphismFailed Ket Kilogram
  KroneckerDelta KroneckerProduct LC LM LT Lambda LambertW LaplaceTransform Le LessThan LeviCivita Li Limit Line Line2D Line3D Lt MatAdd MatMul MatPow Matrix
  MatrixBase MatrixElement MatrixExpr MatrixPermute MatrixSlice MatrixSymbol Max MellinTransform Min Mod Monomial Mul MultivariatePolynomialError
  MutableDenseMatrix MutableDenseNDimArray MutableMatrix MutableSparseMatrix MutableSparseNDimArray N NDimArray Nand Naturals Naturals0 Ne
  NonSquareMatrixError Nor Normal Not NotAlgebraic NotInvertible NotReversible Number NumberSymbol O OmegaPower OneMatrix OperationNotSupported Operator
  OptionError Options Or Order Ordinal P POSform Parabola Particle Permanent Permutation PermutationGroup PermutationMatrix Piecewise Plane Point Point2D
  Point3D Poisson PoleError PolificationFailed Poly Polygon PolynomialDivisionFailed PolynomialError PolynomialRing Pow PowerSet PrecisionExhausted Predicate
  Product ProductSet PurePoly PythonFiniteField PythonIntegerRing PythonRational Q QQ QQ_I QQ_gmpy QQ_python Quantity Quaternion RR Range Rational
  RationalField Rationals Ray Ray2D Ray3D RealField RealNumber Reals ReferenceFrame RefinementFailed RegularPolygon Rel Relational Rem RigidBody
  RisingFactorial RootOf RootSum S SOPform Segment Segment2D Segment3D SeqAdd SeqFormula SeqMul SeqPer Set ShapeError Shi Si Sieve SineTransform
  SingularityFunction SparseMatrix SparseNDimArray StdNormal StrictGreaterThan StrictLessThan Subs Sum Symbol SymmetricDifference SymmetricGroup SympifyError
  TableForm TensorHead TensorIndexType TensorProduct TensorSymmetry Trace Transpose Triangle TribonacciConstant Tuple UndefinedFunction Unequality
  UnevaluatedExpr UnificationFailed Uniform Union UnitSystem UnivariatePolynomialError UniversalSet Vector Wild WildFunction Xor Ynm Ynm_c ZZ ZZ_I ZZ_gmpy
  ZZ_python ZeroMatrix Znm abundance acos acosh acot acoth acsc acsch adjoint airyai airyaiprime airybi airybiprime all_roots ampere andre apart apart_list
  appellf1 apply_finite_diff approximants are_similar arg arity asec asech asin asinh ask assemble_partfrac_list assoc_laguerre assoc_legendre assuming atan
  atan2 atanh aug_assign banded bell bernoulli besseli besselj besselk besselsimp bessely beta betainc betainc_regularized binomial binomial_coefficients
  binomial_coefficients_list block_collapse blockcut bool_map bspline_basis bspline_basis_set cancel carmichael casoratian catalan cbrt ccode cdf ceiling
  centroid chebyshevt chebyshevt_poly chebyshevt_root chebyshevu chebyshevu_poly chebyshevu_root check_assumptions checkodesol checkpdesol checksol
  classify_ode classify_pde closest_points cm cofactors collect collect_const combsimp comp compose composite compositepi conjugate construct_domain content
  continued_fraction continued_fraction_convergents continued_fraction_iterator continued_fraction_periodic continued_fraction_reduce convert_to convex_hull
  convolution cos cosh cosine_transform cot coth count_ops count_roots covariance covering_product csc csch cse cxxcode cycle_length cyclotomic_poly
  decompogen decompose default_sort_key deg degree degree_list degrees denom density derive_by_array det det_quick diag diagonalize_vector diff
  difference_delta differentiate_finite digamma diophantine dirichlet_eta discrete_log discriminant div divides divisor_count divisor_sigma divisors dotprint
  dsolve dynamicsymbols egyptian_fraction elliptic_e elliptic_f elliptic_k elliptic_pi erf erf2 erf2inv erfc erfcinv erfi erfinv euler euler_equations
  evaluate exp exp_polar expand expand_complex expand_func expand_log expand_mul expand_multinomial expand_power_base expand_power_exp expand_trig expectation
  expint exptrigsimp exquo eye factor factor_cache factor_list factor_nc factor_system factor_terms factorial factorial2 factorial_notation factorint
  factorrat failing_assumptions false farthest_points fcode ff fft fibonacci field field_isomorphism filldedent find_unit finite_diff_weights flatten floor
  fourier_series fourier_transform fps frac fraction free_group fresnelc fresnels fu fwht galois_group gamma gammasimp gcd gcd_list gcd_terms gcdex gegenbauer
  genocchi get_contraction_structure get_indices gff gff_list given glsl_code gram grams gravitational_constant grevlex grlex groebner ground_roots group
  gruntz hadamard_product half_gcdex hankel1 hankel2 hankel_transform harmonic has_dups has_variety hbar hermite hermite_poly hermite_prob hermite_prob_poly
  hertz hessian hn1 hn2 homogeneous_order horner hour hyper hyperexpand hypersimilar hypersimp idiff ifft ifwht igcd igrevlex igrlex ilcm ilex im imageset
  integer_log integer_nthroot integrate interpolate interpolating_poly interpolating_spline intersecting_product intersection intervals intt inv_quick
  inverse_cosine_transform inverse_fourier_transform inverse_hankel_transform inverse_laplace_transform inverse_mellin_transform inverse_mobius_transform
  inverse_sine_transform invert is_abundant is_amicable is_carmichael is_convex is_decreasing is_deficient is_increasing is_mersenne_prime is_monotonic
  is_nthpow_residue is_perfect is_primitive_root is_quad_residue is_strictly_decreasing is_strictly_increasing is_zero_dimensional isolate isprime
  itermonomials jacobi jacobi_normalized jacobi_poly jacobi_symbol jn jn_zeros jordan_cell joule jscode julia_code kelvin kg kilogram kilometers km
  kronecker_product kronecker_symbol kroneckersimp laguerre laguerre_poly laplace_correspondence laplace_initial_conds laplace_transform latex lcm lcm_list
  legendre legendre_poly legendre_symbol lerchphi lex li limit limit_seq line_integrate linear_eq_to_matrix linsolve list2numpy ln log logcombine loggamma
  lowergamma lucas m maple_code marcumq mathematica_code mathieuc mathieucprime mathieus mathieusprime mathml matrix2numpy matrix_multiply_elementwise
  matrix_symbols maximum meijerg mellin_transform mersenne_prime_exponent meter meters minimal_polynomial minimum minpoly minute mm mobius mobius_transform
  mod_inverse mol monic motzkin mr multigamma multiline_latex multinomial_coefficients multiplicity multiset_partitions multiset_permutations n_order nan
  newton nextprime nfloat nonlinsolve not_empty_in npartitions nroots nsimplify nsolve nth_power_roots_poly nthroot_mod ntt num_digits numbered_symbols numer
  octave_code ode_order ones oo ord0 ordered parallel_poly_from_expr partition pascal pde_separate pde_separate_add pde_separate_mul pdiv pdsolve per
  perfect_power periodic_argument periodicity permutedims pexquo pi piecewise_exclusive piecewise_fold polar_lift polarify pollard_pm1 pollard_rho poly
  poly_from_expr polygamma polylog posify postfixes postorder_traversal powdenest powsimp pprint pquo prefixes prem preorder_traversal pretty pretty_print
  prevprime prime prime_decomp prime_valuation primefactors primenu primeomega primepi primerange primitive primitive_element primitive_root primorial
  principal_branch print_ccode print_fcode print_glsl print_jscode print_latex print_maple_code print_mathml print_python print_rcode print_tree probability
  prod product proper_divisor_count proper_divisors pycode python qapply quadratic_congruence quadratic_residues quo rad radians radsimp randMatrix
  random_poly randprime rational_interpolate ratsimp ratsimpmodprime rcode rcollect re real_root real_roots reduce_abs_inequalities reduce_abs_inequality
  reduce_inequalities reduced reduced_totient refine refine_root rem reshape residue resultant rf riemann_xi ring root rootof roots rot_axis1 rot_axis2
  rot_axis3 rot_ccw_axis1 rot_ccw_axis2 rot_ccw_axis3 rot_givens rotations round_two rsolve rsolve_hyper rsolve_poly rsolve_ratio rust_code s sample_iter
  satisfiable sec sech second seconds separatevars sequence series seterr sfield shape sieve sift sign signsimp simplify simplify_logic sin sinc
  sine_transform singularities singularityintegrate sinh smtlib_code solve solve_linear solve_linear_system solve_linear_system_LU solve_poly_inequality
  solve_poly_system solve_rational_inequalities solve_triangulated solve_undetermined_coeffs solve_univariate_inequality solveset speed_of_light sqf sqf_list
  sqf_norm sqf_part sqrt sqrt_mod sqrt_mod_iter sqrtdenest srepr sring sstr sstrrepr stationary_points stieltjes sturm subfactorial subresultants subsets
  substitution summation swinnerton_dyer_poly symarray symbols symmetric_poly symmetrize take tan tanh tensor_indices tensorcontraction tensordiagonal
  tensorproduct terms_gcd to_cnf to_dnf to_nnf to_number_field together topological_sort total_degree totient trace trailing transpose tribonacci trigamma
  trigsimp true trunc unbranched_argument unflatten unpolarify uppergamma variance variations vectorize vfield viete volt vring watt wronskian xfield xring yn
  zeros zeta zoo
  a b c d f g h i j k l n o p q r t u v w x y z alpha delta epsilon eta theta iota kappa lamda mu nu xi omicron rho sigma tau upsilon phi chi psi omega Gamma
  SI pretty_print mathml latex srepr sstr __version__`;

/** What belongs to its objects. */
export const OF_SYMBOLIC = `
  C Catalan ComplexInfinity Complexes D EC EM ET EmptySet EulerGamma Exp1 GoldenRatio H Half I ImaginaryUnit Infinity Integers LC LDLdecomposition LDLsolve LM
  LT LUdecomposition LUdecompositionFF LUdecomposition_Simple LUsolve Lopen NaN Naturals Naturals0 NegativeInfinity NegativeOne One Pi QRdecomposition QRsolve
  Rationals Reals Ropen T TC UniversalSet ValidRelationOperator Zero abbrev abelian_invariants abs add_ground adjoint adjugate affine_rank ak algebraic
  all_coeffs all_monoms all_roots all_terms ambient_dimension analytic_func angle_between angles antihermitian apart apoapsis apply applyfunc arbitrary_point
  are_concurrent are_coplanar area args_cnc array_form as_base_exp as_coeff_Add as_coeff_Mul as_coeff_add as_coeff_exponent as_coeff_mmul as_coeff_mul
  as_coefficient as_coefficients_dict as_content_primitive as_dict as_dummy as_explicit as_expr as_expr_set_pairs as_expr_variables as_finite_difference
  as_immutable as_independent as_leading_term as_list as_mutable as_numer_denom as_ordered_factors as_ordered_terms as_poly as_powers_dict as_real_imag
  as_relational as_set as_sum as_terms ascents aseries assumptions0 atoms auxiliary_circle base base_pset base_set base_sets baseswap basic_orbits
  basic_stabilizers basic_transversals berkowitz berkowitz_charpoly berkowitz_det berkowitz_eigenvals berkowitz_minors bidiagonal_decomposition bidiagonalize
  binary_symbols bisectors bound_symbols boundary bounds canberra_distance canonical canonical_variables canonicalize cardinality ceiling centralizer centroid
  change_index charpoly cholesky cholesky_solve circumference class_key clear_denoms closure coeff coeff_bell coeff_monomial coeffs cofactor cofactorMatrix
  cofactor_matrix cofactors col col_del col_insert col_join col_op col_swap collect cols columnspace combsimp commutative commutator commutes_with companion
  complement complex complex_elements compose composite composition_series condition_number conjugacy_class conjugacy_classes connected_components
  connected_components_decomposition contains convert_to copyin_list copyin_matrix coset_factor coset_rank coset_table coset_transversal coset_unrank
  could_extract_minus_sign count_ops count_roots cramer_solve cross cut_section cycle_structure cycles cyclic_form decompose default_assumptions deflate
  degree degree_list derivative_count derived_series derived_subgroup descents det det_LU_decomposition det_bareis diag diagonal diagonal_solve diagonalize
  diff dimension dir direction director_circle discriminant dispersion dispersionset distance div doit doit_numerically domain dot dual dummy_eq eccentricity
  echelon_form eigenvals eigenvects eject elementary_col_op elementary_row_op encloses encloses_point epsilon_eq eq equals equation euler_maclaurin
  eval_zeta_function evalf even evolute exclude exp expr expr_free_symbols exquo exquo_ground extended_negative extended_nonnegative extended_nonpositive
  extended_nonzero extended_positive extended_real extract extract_additively extract_branch_factor extract_multiplicatively eye factor factor_list
  factor_list_include factors false fdiff finite first_moment_of_area flat flatten floor foci focus_distance fourier_series fps free_symbols
  free_symbols_in_domain from_coprime_ints from_dict from_dok from_expr from_index_summation from_inversion_vector from_list from_poly from_sequence fromiter
  full_cyclic_form fullrank function galois_group gammasimp gauss_jordan_solve gcd gcdex ge gen generate generate_dimino generate_schreier_sims
  generator_product gens getO get_adjacency_distance get_adjacency_matrix get_diag_blocks get_domain get_modulus get_positional_distance
  get_precedence_distance get_precedence_matrix getn gff_list ground_roots gt half_gcdex has has_empty_sequence has_finite_limits has_free has_only_gens
  has_reversed_limits has_xfree hat hermitian homogeneous_order homogenize hradius hstack identity imaginary ind inf infinite inject integer integer_elements
  integrate interior intersect interval intervals inv inv_mod inverse inverse_ADJ inverse_BLOCK inverse_CH inverse_GE inverse_LDL inverse_LU inverse_QR
  inversion_vector inversions invert invertible irrational irregular is_Add is_AlgebraicNumber is_Atom is_Boolean is_Complement is_ComplexRegion is_Derivative
  is_Dummy is_Empty is_EmptySet is_Equality is_FiniteSet is_Float is_Function is_Identity is_Indexed is_Integer is_Intersection is_Interval is_Inverse
  is_MatAdd is_MatMul is_Matrix is_MatrixExpr is_Mul is_Not is_Number is_NumberSymbol is_Order is_Permutation is_Piecewise is_Point is_Poly is_Pow
  is_ProductSet is_Rational is_Relational is_Singleton is_Symbol is_Transpose is_Union is_UniversalSet is_Vector is_Wild is_ZeroMatrix is_abelian
  is_absolutely_convergent is_algebraic is_algebraic_expr is_alt_sym is_alternating is_anti_symmetric is_antihermitian is_closed is_collinear is_commutative
  is_comparable is_complex is_composite is_concyclic is_constant is_convergent is_convex is_cyclic is_cyclotomic is_diagonal is_diagonalizable is_dihedral
  is_disjoint is_echelon is_elementary is_empty is_even is_extended_negative is_extended_nonnegative is_extended_nonpositive is_extended_nonzero
  is_extended_positive is_extended_real is_finite is_finite_set is_ground is_group is_hermitian is_homogeneous is_hypergeometric is_identity is_imaginary
  is_indefinite is_infinite is_interval is_irrational is_irreducible is_iterable is_left_unbounded is_linear is_lower is_lower_hessenberg is_meromorphic
  is_monic is_monomial is_multivariate is_negative is_negative_definite is_negative_semidefinite is_nilpotent is_noninteger is_nonnegative is_nonpositive
  is_nonzero is_normal is_number is_odd is_one is_open is_parallel is_perfect is_perpendicular is_physical_constant is_polar is_polycyclic is_polynomial
  is_positive is_positive_definite is_positive_semidefinite is_prefixed is_prime is_primitive is_proper_subset is_proper_superset is_quadratic is_rational
  is_rational_function is_real is_right_unbounded is_same is_scalar is_scalar_multiple is_similar is_singular is_solvable is_sqf is_square
  is_strongly_diagonally_dominant is_subgroup is_subset is_superset is_symbol is_symbolic is_symmetric is_tangent is_transcendental is_transitive is_trivial
  is_true is_univariate is_upper is_upper_hessenberg is_weakly_diagonally_dominant is_zero is_zero_matrix iter_items iter_values jacobian jordan_block
  jordan_cell jordan_cells jordan_form josephus key2bounds key2ij l1_norm label lamda lcm le leadterm left_eigenvects left_open length lhs lift limit limits
  list lll lll_transform log lower_central_series lower_triangular lower_triangular_solve lseries lt ltrim make_args make_monic_over_integers_by_scaling_roots
  make_perm matches max max_div max_norm measure midpoint min minimal_block minimal_blocks minorEntry minorMatrix minor_submatrix monic monoms mul mul_ground
  mul_inv multiply multiply_elementwise n nargs ne neg negated negative negative_infinite new next_lex next_nonlex next_trotterjohnson noninteger nonnegative
  nonpositive nonzero norm normal normal_closure normal_lines normalized nroots nseries nsimplify nth nth_power_roots_poly nullspace num odd offset one ones
  orbit orbit_rep orbit_transversal orbits order orthogonal orthogonal_direction orthogonalize p p1 p2 parallel_line parameter_value parity pdiv per periapsis
  perimeter permute permuteBkwd permuteFwd permute_cols permute_rows perpendicular_line perpendicular_segment pexquo piecewise_integrate pinv pinv_solve
  plot_interval point points pointwise_stabilizer polar_second_moment_of_area polycyclic_group polynomial positive positive_definite positive_infinite pow
  pow_heuristics powerset powsimp pquo prem presentation prime primitive principal_value print_cyclic product project projection q quo quo_ground radsimp
  random_point random_pr random_stab rank rank_decomposition rank_nonlex rank_trotterjohnson rat_clear_denoms rational ratsimp rcall real_elements real_roots
  refine refine_root reflect rel_op rem removeO reorder reorder_limit rep reshape resize resultant retract reverse_order reversed reversedsign revert rewrite
  rhs right_open rmul rmul_with_af rmultiply root rot90 round row row_add row_del row_insert row_join row_mult row_op row_swap rows rowspace rref rref_rhs
  runs same_root scale scale_factor schreier_sims schreier_sims_incremental schreier_sims_random schreier_vector second_moment_of_area section_modulus
  semilatus_rectum separate series set_domain set_global_dimension set_global_relative_scale_factor set_modulus sets shape shift shift_list sides signature
  simplify singular singular_value_decomposition singular_values size smallest_angle_between solve solve_least_squares sort_key sqf_list sqf_list_include
  sqf_norm sqf_part sqr square stabilizer stop strict strides strong_gens strong_presentation strongly_connected_components
  strongly_connected_components_decomposition sturm sub_ground subgroup subgroup_search subresultants subs sup support sylow_subgroup symmetric tangent_lines
  taxicab_distance taylor_term term terms terms_gcd termwise to_DM to_exact to_field to_mpi to_nnf to_ring todod todok together tolist tomatrix total_degree
  trace transcendental transform transitivity_degree transpose transpositions triangular trigsimp true trunc truncate tuple_count unify unit unit_triangular
  unitary unrank_lex unrank_nonlex unrank_trotterjohnson upper_hessenberg_decomposition upper_triangular upper_triangular_solve valid_index variable_count
  variables vec vech vee vertices vradius vstack weak which_all_roots which_real_roots wilkinson x x0 xk xreplace zero zero_coeff zeros zip_row_op`;

/** Its modules, each of which has some of these. */
export const SYMBOLIC_MODULES = `
  abc core core.symbol core.function core.numbers core.add core.mul core.power core.expr core.basic core.relational core.singleton core.containers
  core.assumptions core.evalf core.mod functions functions.elementary functions.elementary.exponential functions.elementary.trigonometric
  functions.elementary.miscellaneous functions.elementary.piecewise functions.elementary.complexes functions.elementary.integers
  functions.elementary.hyperbolic functions.combinatorial functions.combinatorial.numbers functions.combinatorial.factorials functions.special
  functions.special.bessel functions.special.gamma_functions functions.special.delta_functions functions.special.error_functions
  functions.special.tensor_functions functions.special.polynomials functions.special.zeta_functions matrices matrices.dense matrices.immutable matrices.sparse
  matrices.matrices matrices.common matrices.expressions matrices.expressions.blockmatrix matrices.expressions.matexpr solvers solvers.solvers solvers.ode
  solvers.inequalities solvers.recurr sets sets.sets sets.fancysets sets.conditionset polys polys.polytools polys.rootoftools polys.domains polys.rings
  polys.fields polys.orderings simplify.cse_main series.limits series.order series.formal series.fourier series.sequences integrals integrals.integrals
  integrals.transforms concrete concrete.summations concrete.products geometry geometry.point geometry.line geometry.polygon geometry.ellipse geometry.util
  logic logic.boolalg logic.inference ntheory ntheory.factor_ ntheory.residue_ntheory ntheory.generate ntheory.primetest combinatorics
  combinatorics.permutations combinatorics.perm_groups combinatorics.named_groups combinatorics.free_groups physics physics.units physics.vector
  physics.mechanics physics.quantum physics.units.systems physics.units.util stats vector tensor tensor.array tensor.tensor tensor.indexed assumptions
  calculus calculus.util printing printing.str printing.repr printing.codeprinter printing.fortran printing.julia printing.octave printing.mathematica
  printing.rust printing.glsl crypto diffgeom liealgebras codegen codegen.ast`;

const KNOWN: ReadonlySet<string> = new Set(SYMBOLIC.trim().split(/\s+/));

/** Whether it is one of what a program takes from `sympy` that takes all. */
export const isSymbolic = (name: string): boolean => KNOWN.has(name);
