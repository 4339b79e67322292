import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, tools, verbs, WORKS } from './works.js';

/** Data, pipelines and models, as far as they stay on this machine. */
export const science = defineFamily('science', [
  verbs('dbt', 'parse|compile|list|ls|deps|docs|debug|clean|init|source', {
    also: ['unknown if inline'],
    values: 's select m models t target profiles-dir project-dir vars exclude selector target-path log-path',
    sub: {
      'run|build|test|seed|snapshot|show': [...BUILDS, 'unknown production', 'unknown if full-refresh'],
    },
  }),
  verbs(
    'dvc',
    'init|add|repro|exp|stage|dag|diff|metrics|params|plots|status|list|ls|checkout|commit|run|data|freeze|unfreeze|install|version|doctor|pull|fetch|get|import|artifacts|check-ignore|ls-url',
    {
      values: 'n name d deps o outs p params M metrics f file r rev',

      sub: {
        'run|stage': ASKS,
        'stage list': LOOKS,
        'exp push|exp remove|exp clean': ASKS,
        'get|import': [...BUILDS, 'unknown elsewhere'],
      },
    },
  ),
  verbs(
    'airflow',
    'dags test|tasks test|tasks render|dags show|db check|db init|db migrate|db upgrade|standalone|webserver|scheduler|dags reserialize',
    {
      looks:
        'dags list|dags list-import-errors|dags report|dags details|dags list-runs|tasks list|info|version|cheat-sheet|providers list|plugins|pools list',
      values: 'S subdir o output e exec-date',
    },
  ),
  {
    names: 'spark-submit',
    values:
      'master deploy-mode class jars packages py-files conf name files driver-memory executor-memory num-executors repositories properties-file driver-class-path archives',
    posix: true,
    does: [...BUILDS, 'execute first', 'unknown spark', 'unknown origins', 'unknown if packages'],
  },
  { names: 'pyspark spark-shell spark-sql sparkR flink', does: ASKS },
  verbs('mlflow', 'ui|server|doctor|db', {
    values: 'p port h host backend-store-uri default-artifact-root experiment-id run-id',
    looks: 'experiments search|experiments csv|runs list|runs describe|artifacts list|version',
    sub: { run: [...BUILDS, 'unknown elsewhere'] },
  }),
  verbs('wandb', 'offline|disabled|off|init|verify', { looks: 'status|version' }),
  verbs('huggingface-cli hf', 'download|cache', {
    values: 'revision local-dir include exclude repo-type cache-dir',
    looks: 'scan-cache|env|version|whoami|models|datasets',
    also: ['unknown verbs'],
  }),
  verbs('kaggle', 'competitions download|datasets download|kernels pull|models instances', {
    values: 'p path f file c competition d dataset s search',
    looks:
      'competitions list|competitions files|competitions leaderboard|datasets list|datasets files|kernels list|kernels status|kernels output|competitions submissions',
  }),
  verbs('kedro', 'run|test|lint|info|registry|catalog|pipeline|new|viz|package', {
    values: 'p pipeline n nodes t tags e env s starter',
    also: ['unknown origins'],
  }),
  verbs(
    'sqlmesh',
    'lint|format|test|audit|render|info|diff|ui|init|dag|evaluate|create_test|check_intervals|table_diff|clean',
    { values: 'p paths gateway', also: ['unknown production'] },
  ),
  verbs(
    'sqlite-utils',
    'tables|views|schema|rows|indexes|triggers|analyze-tables|insert|upsert|create-table|create-index|add-column|transform|extract|create-view|enable-fts|search|rebuild-fts|optimize|vacuum|dump|add-foreign-key',
    {
      opaque: 'functions convert load-extension import',
      values: 'pk table limit order delimiter',
    },
  ),
  {
    names: 'sql2csv csvsql',
    values: 'db tables query i dialect d e',
    does: [...BUILDS, 'unknown away', 'unknown if before-insert,after-insert,no-create-x'],
  },
  tools(
    'csvcut csvgrep csvlook csvstat csvformat csvtk tsv-filter tsv-select tsv-summarize tsv-join tsv-sort csvq xan hck choose tidy-viewer tv csvlens csvdiff daff datamash jtbl json2csv csv2json yj csvkit zsv',
    { values: 'd delimiter c columns e o output f' },
  ),
  verbs(
    'qsv qsvlite qsvdp',
    'headers|stats|count|search|select|slice|sort|sample|table|frequency|join|joinp|index|split|partition|schema|validate|input|fmt|cat|dedup|diff|enum|excel|exclude|explode|extdedup|extsort|fill|fixlengths|flatten|jsonl|json|lens|pivotp|pseudo|rename|replace|reverse|safenames|sniff|sortcheck|tojsonl|transpose|datefmt|applydp|apply|edit|behead|help',
    { values: 'd delimiter s select o output' },
  ),
  tools(
    'tables ydata-profiling pandas_profiling evidently dataprofiler cleanlab nbdime nbdiff nbmerge nbconvert jupytext-sync jupyter-nbconvert jupyter-book myst jb-book treon nbval testbook pqtool parquet_inspector avro csv2parquet arrow-tools orc-tools nccopy ncgen h5diff h5repack h5stat cdo ncks ncatted gdalwarp gdaladdo gdalbuildvrt gdal_calc rio tippecanoe-decode pmtiles osmconvert osmfilter shp2json bedops minimap2 bwa bowtie2 hisat2 salmon kallisto STAR fastp trimmomatic cutadapt vcftools plink gatk picard nanoplot mafft muscle clustalo hmmsearch fasttree iqtree raxml blastn blastp makeblastdb mmseqs diamond prodigal prokka quast busco igvtools deeptools macs2 featureCounts gffread stringtie',
    {
      values: 'o output f format c config',
      opaque: 'exec eval',
    },
  ),
  {
    names: 'nextflow',
    opaque: 'c',
    does: [...BUILDS, 'unknown verbs', 'unknown elsewhere', 'unknown packaged'],
  },
  tools(
    'llama-cli llama-bench llama-quantize whisper-cli sentencepiece spm_train spm_encode onnxruntime-perf onnxsim polygraphy tflite_convert',
    { values: 'o output m model' },
  ),
  // These start scripts of the project.
  {
    names: 'torchrun accelerate deepspeed horovodrun mpirun mpiexec mpiexec.hydra srun-local',
    runs: { special: 'anywhere' },
    posix: false,
    does: [...BUILDS, 'unknown hostfiles'],
  },
  { names: 'datasette', opaque: 'load-extension plugins-dir', does: WORKS },
  { names: 'fx', does: ['read operands', 'unknown several', 'write . if i'] },
]);
