import { defineFamily } from './define.js';
import { ASKS, BUILDS, LOOKS, tools, verbs, WORKS } from './works.js';
import type { Does } from './define.js';

/** In the cluster at hand, which must be one of this machine. */
const IN_CLUSTER: readonly Does[] = [...BUILDS, 'unknown clusters'];

/** What is deployed one day: rendered, checked, built, and tried in clusters and containers of this machine. */
export const deployments = defineFamily('deployments', [
  {
    names: 'kustomize',
    values: 'o output load-restrictor env e helm-command network-name mount',
    opaque: 'enable-exec enable-alpha-plugins helm-command e env as-current-user',
    sub: {
      'build|version|help|localize': [...LOOKS, 'execute', 'write .'],
      'edit|create|cfg|fn': [...BUILDS, 'unknown elsewhere'],
      '*': ASKS,
    },
  },
  verbs(
    'skaffold',
    'build|render|diagnose|fix|schema|init|version|lint|inspect|test|help|completion|config list',
    {
      values:
        'f filename p profile n namespace kube-context d default-repo o output t tag l label v verbosity color',
      opaque: 'hydration-dir-exec',
      sub: {
        build: [...BUILDS, 'unknown unless push=false', 'unknown if default-repo,d'],
        'dev|run|debug|apply|delete|verify': IN_CLUSTER,
      },
    },
  ),
  verbs('devspace', 'render|print|list|version|init|use', {
    values: 'kube-context n namespace p profile',
    sub: { 'dev|deploy|purge|run|build': IN_CLUSTER },
  }),
  verbs(
    'tilt',
    'up|ci|down|doctor|version|get|describe|logs|dump|args|verify-install|trigger|wait|api-resources|explain|help',
    { values: 'f file port host context n namespace', also: ['unknown if context,host'] },
  ),
  tools(
    'kubeconform kubeval kube-linter kube-score kubectl-validate kubeconform-helm kyverno-json kubectl-slice kubectl-neat helm-unittest helm-schema yamale cfn-guard terraform-compliance tfupdate tfautomv tfmigrate-plan hcl2json hcledit tfk8s terramate-fmt regal inframap rover-plan ytt kbld vendir dhall dhall-to-json dhall-to-yaml yaml-to-dhall dhall-lint nickel pkl kompose timoni-vet cdk8s cdk-nag cdk-dia cloudsplaining parliament tfdocs terraform-config-inspect kics-scan blast-radius dockerfilelint dockerfile-utils dockerfile_lint dockerfmt docker-lock composerize kubesec kubescape hadolintw grype-db slsa-verifier in-toto-verify syft-diff bom ort licenseclassifier earthly-lint woodpecker-lint',
    {
      values: 'o output c config f file filename p policy s schema-location t template k',
      opaque: 'exec cmd',
    },
  ),
  verbs('cue', 'vet|eval|export|fmt|def|trim|import|mod|get|version|help|fix', {
    values: 'o outfile out e expression p package',
  }),
  verbs('kyverno', 'test|apply|version|create|json|docs|jp', {
    values: 'r resource v values-file o output',
    also: ['unknown if cluster,c,kubeconfig,context,registry'],
  }),
  verbs('earthly', 'ls|doc', {
    values: 'build-arg f platform',
    does: ASKS,
    sub: {
      '*': [
        ...BUILDS,
        'unknown if push,ci-push,P,allow-privileged,secret,s,secret-file,ssh-auth-sock,strict-remote',
        'unknown elsewhere',
        'unknown packaged',
        'unknown earthly',
        'unknown verbs',
      ],
    },
  }),
  verbs('pack', 'build|inspect|builder|buildpack|config|sbom|stack|report|version|detect', {
    values: 'B builder b buildpack e env env-file p path t tag r run-image volume',
    also: ['unknown if publish,docker-host,volume,network'],
  }),
  verbs('ko', 'version', { sub: { build: [...BUILDS, 'unknown unless local,L,push=false'] } }),
  verbs('buildah', '', {
    values: 't tag f file build-arg format target v volume platform isolation secret',
    looks: 'images|containers|ps|inspect|info|version|manifest inspect',
    sub: {
      'bud|build|build-using-dockerfile|from|pull': [
        ...BUILDS,
        'privilege if cap-add,device,isolation,security-opt,userns,volume,v',
        'unknown contexts-away',
      ],
      'tag|commit|config|umount|unmount|rename': ['execute'],
    },
  }),
  verbs('devcontainer', 'read-configuration|features|templates|outdated|build|up|upgrade', {
    values: 'workspace-folder config id-label docker-path docker-compose-path',
    opaque: 'docker-path docker-compose-path',
    also: ['unknown verbs', 'unknown if mount,additional-features,push'],
  }),
  verbs('gitlab-ci-local', '', {
    does: [...BUILDS, 'unknown if variable,remote-variables,ssh-mount,volume,privileged,extra-host'],
    sub: { '*': [...BUILDS, 'unknown if ssh-mount,volume,privileged'] },
  }),
  verbs(
    'circleci',
    'config validate|config process|config pack|local execute|version|help|diagnostic|orb validate|orb list|orb info',
  ),
  verbs('drone woodpecker-cli', 'lint|fmt|jsonnet|starlark|convert|version|help'),
  {
    names: 'pulumi',
    values: 's stack C cwd config c',
    folder: 'C cwd',
    sub: {
      'stack ls|stack output|stack history|stack select|stack tag|version|about|plugin ls|plugin install|install|schema|convert|package|gen-completion|help|whoami|new|config get|config set|console-url':
        [...BUILDS, 'read_secret if show-secrets', 'unknown if secret,generate-only'],
      config: [...BUILDS, 'read_secret if show-secrets'],
      'destroy|stack rm': ['network', 'delete'],
      '*': ['network', 'write', 'execute', 'unknown'],
    },
  },
  verbs('dagger', 'functions|version|develop|init|query|config', {
    sub: { call: [...BUILDS, 'unknown verbs', 'unknown if m,mod,allow-llm'] },
  }),
  verbs('nomad-pack waypoint', '', { looks: 'version|help' }),
  verbs('ctop lazydocker', '', { does: ['execute', 'network'] }),
  verbs('goreleaser', 'build|check|healthcheck|init|jsonschema|help|completion', {
    values: 'f config o output p parallelism timeout',
    sub: { release: [...BUILDS, 'unknown unless snapshot'], '*': ASKS },
  }),
  {
    names: 'semantic-release release-it multi-semantic-release',
    does: [...BUILDS, 'unknown unless dry-run,d'],
  },
  { names: 'release-please np auto shipit clean-publish publish-please', does: ASKS },
  tools(
    'cog git-chglog gitmoji semver release-notes chan keep-a-changelog kacl-cli changie auto-changelog reno news-fragments scriv',
    { values: 'o output c config' },
  ),
  { names: 'changeset changesets', does: WORKS },
  { names: 'electron-builder', values: 'p publish c config', does: [...WORKS, 'privilege if p,publish'] },
]);
