import { defineFamily } from './define.js';
import type { Does } from './define.js';

const CHANGES: readonly Does[] = ['network', 'write'];
const RUNS_IN: readonly Does[] = ['execute', 'network'];
const DOCKER: Readonly<Record<string, readonly Does[]>> = {
  'ps|images|logs|inspect|version|info|top|stats|port|diff|history|events|search|container ls|image ls|volume ls|network ls|compose ps|compose logs|compose config|compose ls|image inspect|context ls|manifest inspect|system df|buildx ls|container inspect|container logs|network inspect|volume inspect':
    ['network'],
  'build|buildx|compose build|image build|builder': ['execute', 'network'],
  'run|create|exec|start|restart|compose up|compose run|compose exec|compose start|compose restart|container run|container exec|attach|compose|stack|service|swarm|secret|config|node':
    [
      'execute',
      'network',
      'privilege if privileged,pid,cap-add,device,mount,security-opt,userns,ipc,uts,cgroupns,volumes-from',
      'write volumes',
      'read =env-file',
    ],
  'pull|load|import|image pull|compose pull': ['network'],
  'push|login|logout|image push|save|export|image save': ['network', 'write =o,output'],
  'tag|commit|rename|update|volume create|network create': ['execute'],
  context: ['execute', 'unknown'],
  cp: ['write operands', 'read operands'],
  'stop|kill|pause|unpause|compose stop|wait|compose kill': ['execute'],
  'compose down': ['execute', 'delete if v,volumes,rmi'],
  'rm|rmi|image rm|container rm': ['execute', 'delete if v,volumes'],
  'system prune|stack rm|service rm|secret rm|config rm|node rm|context rm|swarm leave|volume rm|volume prune|image prune|container prune|network rm|network prune|compose rm|builder prune|system|volume|image|container|network':
    ['delete'],
  '*': ['unknown'],
};
const KUBE: Readonly<Record<string, readonly Does[]>> = {
  'get|describe': ['network', 'read_secret secrets'],
  'logs|top|explain|api-resources|api-versions|version|cluster-info|diff|wait|config get-contexts|config current-context|auth can-i|events|rollout status|rollout history|kustomize|options':
    ['network'],
  'create token': ['network', 'read_secret'],
  'config view': ['network', 'read_secret if raw'],
  'apply|create|edit|patch|replace|scale|autoscale|set|label|annotate|rollout|expose|cordon|uncordon|taint|certificate|autoscale|config':
    CHANGES,
  'delete|drain': ['network', 'delete'],
  'exec|run|debug|attach|port-forward|proxy': ['network', 'execute'],
  cp: ['network', 'write operands', 'read operands'],
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
      'H host c context l log-level f file tag name e env v volume p publish w workdir u user network entrypoint mount platform build-arg target label env-file filter format memory cpus restart hostname add-host userns ipc pid cap-add device security-opt volumes-from output o',
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
    values: 'f file p project-name',
    sub: {
      'ps|logs|config|top|images|version|port|events': [],
      'up|run|exec|start|restart|build|pull': RUNS_IN,
      down: ['execute', 'delete if v,volumes,rmi'],
      rm: ['delete'],
      'stop|kill|pause|unpause': ['execute'],
      '*': ['unknown'],
    },
  },
  { names: 'buildah skopeo kaniko crictl ctr', does: ['network', 'execute', 'unknown'] },
  {
    names: 'lxc incus multipass vagrant limactl colima minikube kind k3d',
    runs: { special: 'docker' },
    posix: false,
    remote: true,
    sub: {
      'list|status|info|version|profile list|ssh-config|get': [],
      'delete|destroy|purge|stop': ['delete', 'execute'],
      '*': ['execute', 'network', 'unknown'],
    },
  },
  {
    names: 'kubectl oc k kubecolor',
    values:
      'n namespace context f filename o output l selector c container kubeconfig cluster user s server field-selector sort-by replicas p patch type as tail since image overrides k kustomize token',
    runs: { special: 'docker' },
    posix: false,
    remote: true,
    also: ['network =s,server', 'network urls', 'network =f,filename'],
    sub: KUBE,
  },
  {
    names: 'helm helmfile',
    values: 'n namespace f values set version kube-context',
    opaque: 'post-renderer',
    sub: {
      'list|ls|status|get|show|search|history|template|lint|version|env|repo list|dependency list': [
        'network',
      ],
      'install|upgrade|rollback|repo|dependency|pull|push|create|package|test|registry': CHANGES,
      'uninstall|delete|del|destroy': ['network', 'delete'],
      plugin: ['network', 'execute'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'kustomize',
    sub: { 'build|version|cfg': ['network', 'execute'], '*': ['write .', 'unknown'] },
  },
  {
    names: 'kubeseal stern k9s kubectx kubens argocd flux istioctl linkerd eksctl velero',
    does: ['network', 'unknown'],
  },
  {
    names: 'terraform tofu terragrunt',
    folder: 'chdir',
    oneDash: true,
    values: 'chdir var var-file',
    sub: {
      'fmt|validate|version|show|output|graph|providers|console|state list|state show|workspace list|workspace show|get|metadata':
        ['write . unless check'],
      'init|plan|refresh|test': ['network', 'execute', 'write .'],
      'apply|import|taint|untaint|workspace|state mv|state push|state pull|state|workspace new|workspace select|login|force-unlock':
        ['network', 'write', 'execute', 'delete if destroy'],
      'destroy|state rm|workspace delete': ['network', 'delete'],
      '*': ['unknown'],
    },
  },
  {
    names: 'pulumi cdk cdktf sam serverless sls sst copilot',
    sub: {
      'preview|diff|ls|list|synth|stack ls|version|validate': ['network', 'execute'],
      'destroy|remove|stack rm|delete': ['network', 'delete'],
      '*': ['network', 'write', 'execute'],
    },
  },
  {
    names: 'ansible ansible-playbook ansible-galaxy ansible-vault salt chef knife puppet packer',
    opaque: 'a args m module-name e',
    does: ['network', 'execute', 'privilege'],
  },
  {
    names: 'aws awslocal',
    values: AWS_FLAGS,
    also: ['network =endpoint-url'],
    sub: {
      's3 ls|sts get-caller-identity|configure list|help|logs tail|configure list-profiles': ['network'],
      's3 cp|s3 sync|s3 mv|s3 mb|s3 presign|s3 website': [
        'network',
        'write operands',
        'read operands',
        'delete if delete',
      ],
      's3 rm|s3 rb': ['network', 'delete'],
      'lambda invoke': ['network', 'execute', 'write last'],
      'secretsmanager get-secret-value|ssm get-parameter|ssm get-parameters|ecr get-login-password|sts assume-role|sts get-session-token|kms decrypt|configure get|configure export-credentials|codeartifact get-authorization-token':
        ['network', 'read_secret'],
      'ssm start-session|ssm send-command|ecs execute-command': ['network', 'execute'],
      'configure|configure set|sso': ['persist', 'network'],
      iam: ['network', 'privilege'],
      '*': ['network verb'],
    },
  },
  {
    names: 'gcloud gsutil bq az ibmcloud oci linode-cli hcloud civo',
    opaque: 'command',
    values: 'project zone region format filter account g resource-group n name o output subscription',
    does: ['network', 'network verb'],
  },
  {
    names:
      'doctl heroku flyctl fly vercel netlify railway render wrangler firebase supabase pscale neonctl surge amplify eb now cf',
    runs: { special: 'runner' },
    posix: false,
    remote: true,
    does: ['network', 'network verb'],
  },
  {
    names: 'vault consul nomad boundary',
    sub: {
      'status|version|list|operator members|members|catalog': ['network'],
      'read|kv get|unwrap|print|token': ['network', 'read_secret'],
      'kv delete|delete|kv destroy|kv metadata delete': ['network', 'delete'],
      'kv list|kv metadata get': ['network'],
      '*': ['network', 'unknown'],
    },
  },
  {
    names: 'pass gopass lpass bw 1password keyring secret-tool security kwallet-query',
    does: ['read_secret', 'unknown'],
  },
  {
    names: 'stripe twilio sentry-cli datadog-ci newrelic circleci act buildkite-agent jenkins-cli',
    does: ['network', 'unknown'],
  },
]);
