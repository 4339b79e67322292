import { defineFamily } from './define.js';
import type { Does } from './define.js';

const CHANGES: readonly Does[] = ['network', 'write'];
const RUNS_IN: readonly Does[] = ['execute', 'network'];
const DOCKER: Readonly<Record<string, readonly Does[]>> = {
  'scout cves|scout quickview|scout recommendations|buildx version|buildx inspect|buildx du|compose images|compose top|compose port|compose events|compose version|compose stats|compose wait|image history|container stats|container top|container port|container diff|system info|system events|trust inspect|model list|model status|mcp|ps|images|logs|inspect|version|info|top|stats|port|diff|history|events|search|container ls|image ls|volume ls|network ls|compose ps|compose logs|compose config|compose ls|image inspect|context ls|manifest inspect|system df|buildx ls|container inspect|container logs|network inspect|volume inspect':
    ['network'],
  'build|buildx|compose build|image build|builder|buildx build|builder build': [
    'execute',
    'network',
    'persist if push',
    'persist pushes',
    'unknown contexts-away',
    'write exports',
  ],
  'compose config|compose convert': ['network', 'read_secret if environment'],
  'run|create|exec|start|restart|compose up|compose run|compose exec|compose start|compose restart|container run|container exec|attach|compose|stack|service|swarm|secret|config|node':
    [
      'execute',
      'network',
      'privilege if privileged,pid,cap-add,device,mount,security-opt,userns,ipc,uts,cgroupns,volumes-from',
      'write volumes',
      'read =env-file',
    ],
  init: ['write .'],
  'pull|load|import|image pull|compose pull': ['network'],
  // What is pushed stays there, and a login stays here.
  'push|login|image push|compose push|manifest push': ['network', 'persist'],
  'logout|save|export|image save': ['network', 'write =o,output'],
  'tag|commit|rename|update|volume create|network create': ['execute'],
  context: ['execute', 'unknown'],
  cp: ['write operands', 'read operands'],
  'stop|kill|pause|unpause|compose stop|wait|compose kill': ['execute'],
  'compose down': ['execute', 'delete if v,volumes,rmi'],
  'rm|rmi|image rm|container rm|compose rm': ['execute', 'delete if v,volumes', 'unknown lists'],
  // What no container uses is built or fetched again; data lies in volumes.
  'image prune|container prune|builder prune|buildx prune': ['execute'],
  'system prune|stack rm|service rm|secret rm|config rm|node rm|context rm|swarm leave|volume rm|volume prune|network rm|network prune|system|volume|image|container|network':
    ['delete'],
  '*': ['unknown'],
};
const KUBE: Readonly<Record<string, readonly Does[]>> = {
  'get|describe': ['network', 'read_secret secrets', 'unknown if raw'],
  'logs|top|explain|api-resources|api-versions|version|cluster-info|diff|wait|config get-contexts|config current-context|auth can-i|events|rollout status|rollout history|kustomize|options':
    ['network'],
  'create token': ['network', 'read_secret'],
  'config view': ['network', 'read_secret if raw'],
  // With `--dry-run` nothing is changed there.
  'apply|create|patch|replace|scale|set|label|annotate|expose|autoscale|create deployment|create configmap|create secret|create service|create job|create cronjob|create namespace|create ingress|create serviceaccount|create quota':
    ['network', 'write unless dry-run=client+server', 'read =from-file,from-env-file,cert,key'],
  'edit|rollout|cordon|uncordon|taint|certificate|config': CHANGES,
  'config use-context|config use': ['network', 'write contexts'],
  'config get-clusters|config get-users|api-resources|get-contexts|krew list|plugin list|ctx|ns|tree|neat|stern|who-can|score':
    ['network'],
  delete: ['network', 'delete unless dry-run=client+server'],
  drain: ['network', 'delete unless dry-run=client+server'],
  'exec|run|debug|port-forward|proxy': ['network', 'execute'],
  // What a container holds, or gets, is as much as what is run in it.
  cp: ['network', 'write operands', 'read operands', 'unknown clusters'],
  attach: ['network', 'execute', 'unknown clusters'],
  'create clusterrolebinding|create rolebinding|create clusterrole|create role|auth reconcile': [
    'network',
    'privilege',
  ],
  '*': ['network', 'unknown'],
};
const AWS_FLAGS =
  'profile region output query endpoint-url cli-input-json filters bucket key instance-ids stack-name table-name function-name secret-id name cluster body';

/** Containers, clusters and clouds. */
export const clouds = defineFamily('clouds', [
  {
    names: 'docker podman nerdctl',
    values:
      'H host c context l log-level f file tag name e env v volume p publish w workdir u user network entrypoint mount platform build-arg target label env-file filter format memory cpus restart hostname add-host userns ipc pid cap-add device security-opt volumes-from output o metadata-file iidfile cidfile cache-to cache-from secret project-directory project-name profile parallel progress ansi',
    runs: { special: 'docker' },
    posix: false,
    remote: true,
    also: ['network unknown if H,host,c,context'],
    sub: DOCKER,
  },
  {
    names: 'docker-compose podman-compose',
    runs: { special: 'docker' },
    posix: false,
    remote: true,
    values:
      'f file p project-name project-directory profile parallel progress ansi env-file c context H host',
    sub: {
      'ps|logs|config|top|images|version|port|events': [],
      'up|run|exec|start|restart|build|pull': RUNS_IN,
      down: ['execute', 'delete if v,volumes,rmi'],
      rm: ['delete'],
      'stop|kill|pause|unpause': ['execute'],
      '*': ['unknown'],
    },
  },
  { names: 'dive', does: ['network', 'execute'] },
  {
    names: 'skopeo crane regctl',
    values: 'format f o output platform',
    sub: {
      'inspect|list-tags|ls|manifest|config|digest|catalog|version|validate|blob|tag ls|image manifest|image inspect|image digest':
        ['network'],
      '*': ['network', 'execute', 'unknown'],
    },
  },
  { names: 'kaniko crictl ctr', does: ['network', 'execute', 'unknown'] },
  {
    names: 'kind k3d minikube colima',
    values: 'name p profile config image n nodes driver f format cpu memory v',
    // Clusters that live on this machine, for trying things out.
    sub: {
      'list|status|info|version|profile list|get|get clusters|get nodes|cluster list|node list|ip|logs|docker-env|service|addons|addons list|image ls|image list|config|config view|help':
        ['network'],
      'start|stop|pause|unpause|create|create cluster|cluster create|cluster start|cluster stop|load|load docker-image|load image-archive|image|image import|image load|image build|cache|update-context|addons enable|export|export logs|node|build|restart':
        ['execute', 'network', 'write .', 'write named'],
      // A cluster of this machine that has a name is for trying things out.
      'cluster delete|delete cluster': ['execute', 'delete if a,all'],
      'delete|prune': ['delete', 'execute'],
      '*': ['execute', 'network', 'unknown'],
    },
  },
  {
    names: 'lxc incus multipass vagrant limactl',
    runs: { special: 'docker' },
    posix: false,
    remote: true,
    sub: {
      'list|status|info|version|profile list|ssh-config|get|validate|global-status|port|box list|snapshot list':
        [],
      'up|halt|reload|resume|suspend|provision|start|launch': ['execute', 'network', 'write .'],
      'delete|destroy|purge|stop': ['delete', 'execute'],
      '*': ['execute', 'network', 'unknown'],
    },
  },
  {
    names: 'kubectl oc k kubecolor',
    values:
      'n namespace context f filename o output l selector c container kubeconfig cluster user s server field-selector sort-by replicas p patch type as tail since image overrides k kustomize token v vmodule request-timeout as-group as-uid cache-dir certificate-authority client-certificate client-key tls-server-name username password profile profile-output log-flush-frequency',
    runs: { special: 'docker' },
    posix: false,
    remote: true,
    also: ['network =s,server', 'network urls', 'network =f,filename'],
    sub: KUBE,
  },
  {
    names: 'helm helmfile',
    values:
      'n namespace f values set version kube-context d destination untardir o output output-dir set-string set-file e environment l selector username password',
    opaque: 'post-renderer',
    sub: {
      'list|ls|status|get|show|search|history|template|lint|version|env|repo list|repo update|repo up|dependency list|dep list|plugin list|diff|unittest|completion|help|inspect|verify':
        ['network', 'execute', 'read =f,values', 'write =output-dir'],
      // Charts that are fetched into the project; where from is kept in a list of the user's.
      'dependency update|dependency build|dep update|dep build|dep up|pull|fetch|create|package|repo add': [
        'network',
        'write .',
        'write named',
        'write =d,destination,untardir',
      ],
      // Passwords that a release was given.
      'get values|get all|get manifest': ['network', 'execute', 'unknown clusters'],
      'install|upgrade|rollback': ['network', 'write unless dry-run=client+server+', 'read =f,values'],
      'repo|dependency|dep|push|test|registry': CHANGES,
      'uninstall|delete|del|destroy': ['network', 'delete'],
      'secrets view|secrets decrypt|secrets dec|secrets edit|secrets': ['network', 'read_secret', 'unknown'],
      plugin: ['network', 'execute', 'privilege'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'stern kail kubetail',
    values:
      'n namespace c container l selector s since t tail o output context kubeconfig e exclude i include',
    does: ['network'],
  },
  { names: 'kubectx kubens', does: ['network', 'write contexts'] },
  {
    names:
      'argocd flux istioctl linkerd eksctl velero k9s kubeseal cilium hubble calicoctl kn tkn kubebuilder operator-sdk crossplane clusterctl talosctl rancher',
    values: 'n namespace context o output l selector c cluster A server',
    does: ['network', 'network verb'],
  },
  {
    names: 'terraform tofu terragrunt',
    folder: 'chdir',
    oneDash: true,
    values: 'chdir var var-file',
    // Providers are programs.
    also: ['unknown brought'],
    sub: {
      // As JSON, or one by one, those that are marked as secret are shown, too.
      output: ['write . unless check', 'read_secret if json,raw'],
      show: ['write . unless check', 'unknown whole'],
      'fmt|validate|version|graph|providers|console|state list|state show|workspace list|workspace show|get|metadata':
        ['write . unless check'],
      'init|plan|refresh|test|run-all plan|run-all validate|run-all init|run-all output|hclfmt|hclvalidate|render-json|graph-dependencies|run-all show|plan-all|validate-all|hcl fmt|hcl validate|stack output':
        ['network', 'execute', 'write .', 'write named'],
      'apply|import|taint|untaint|workspace|state mv|state push|state pull|state|workspace new|workspace select|login|force-unlock':
        ['network', 'write', 'execute', 'delete if destroy'],
      'destroy|state rm|workspace delete': ['network', 'delete'],
      '*': ['unknown'],
    },
  },
  {
    names: 'cdk cdktf sam serverless sls sst copilot',
    sub: {
      'preview|diff|ls|list|synth|stack ls|stack output|stack history|stack select|config get|config|version|validate|build|local|package|print|offline|invoke local|info|doctor|context|acknowledge|docs|metadata|notices|logs|whoami|about|init|generate|dev|start|test|console-url|plugin ls|schema|convert|new|get|lint|help':
        ['network', 'execute', 'write .', 'write named'],
      'destroy|remove|stack rm|delete': ['network', 'delete'],
      '*': ['network', 'write', 'execute'],
    },
  },
  {
    names: 'ansible-playbook',
    values:
      'i inventory l limit e extra-vars t tags skip-tags f forks u user start-at-task vault-password-file vault-id M module-path c connection key-file private-key T timeout b-become become-user',
    same: ['C check', 'i inventory', 'D diff'],
    // Checked without a host, or shown, nothing is run.
    does: [
      'read operands',
      'execute',
      'network',
      'privilege plays',
      'read =vault-password-file,key-file,private-key',
    ],
  },
  {
    names: 'ansible-galaxy ansible-inventory ansible-config ansible-doc molecule ansible-navigator',
    values: 'i inventory r role-file p roles-path s scenario-name t type',
    does: ['network', 'execute', 'write .', 'write named', 'unknown verbs', 'unknown origins'],
  },
  {
    names: 'packer',
    sub: {
      'validate|fmt|inspect|version|init|console|hcl2_upgrade': ['network', 'write .', 'execute'],
      '*': ['network', 'execute', 'unknown'],
    },
  },
  {
    names: 'ansible salt chef knife puppet',
    opaque: 'a args m module-name e',
    does: ['network', 'execute', 'privilege'],
  },
  {
    names: 'aws awslocal',
    values: AWS_FLAGS,
    also: ['network =endpoint-url', 'unknown holding'],
    sub: {
      's3 ls|sts get-caller-identity|configure list|help|logs tail|configure list-profiles|logs filter-log-events|logs start-query|dynamodb query|dynamodb scan|cloudformation validate-template|s3api head-object|s3api head-bucket':
        ['network'],
      's3 cp|s3 sync|s3 mv|s3 mb|s3 presign|s3 website': [
        'network',
        'write operands',
        'read operands',
        'delete if delete',
      ],
      's3 rm|s3 rb': ['network', 'delete'],
      'lambda invoke': ['network', 'unknown', 'write last'],
      'secretsmanager get-secret-value|ssm get-parameter|ssm get-parameters|ecr get-login-password|sts assume-role|sts get-session-token|kms decrypt|configure get|configure export-credentials|codeartifact get-authorization-token':
        ['network', 'read_secret'],
      'ssm start-session|ssm send-command|ssm resume-session|ecs execute-command': [
        'network',
        'execute',
        'unknown',
      ],
      'configure|configure set|sso': ['persist', 'network'],
      iam: ['network', 'privilege'],
      '*': ['network verb'],
    },
  },
  {
    names: 'gcloud gsutil az ibmcloud oci linode-cli hcloud civo',
    opaque: 'command',
    values: 'project zone region format filter account g resource-group n name o output subscription',
    does: ['network', 'network verb'],
  },
  {
    names: 'doctl heroku flyctl fly railway render pscale neonctl surge amplify eb now cf',
    runs: { special: 'runner' },
    posix: false,
    remote: true,
    does: ['network', 'network verb'],
  },
  {
    names: 'vault consul nomad boundary',
    sub: {
      'status|version|list|operator members|members|catalog|kv list|kv metadata get': ['network'],
      'read|kv get|unwrap|print|token': ['network', 'read_secret'],
      'kv delete|delete|kv destroy|kv metadata delete': ['network', 'delete'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'stripe twilio sentry-cli datadog-ci newrelic buildkite-agent jenkins-cli',
    does: ['network', 'unknown'],
  },
]);
