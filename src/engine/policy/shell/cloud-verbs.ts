import { table } from '../table.js';
import type { Word } from './script.js';

/** Words for what a cloud holds: behind each stands a further one, or what is to be done. */
const NOUNS: ReadonlySet<string> = new Set(
  [
    'compute instances instance disks disk networks network subnets subnet vnet nsg nic nat firewall firewalls firewall-rules routes',
    'route routers addresses address images image snapshots snapshot zones regions region sizes locations machine-types instance-groups',
    'managed instance-templates forwarding-rules backend-services url-maps health-checks ssl-certificates services service revisions',
    'revision jobs job executions container containers clusters cluster node-pools nodepool nodegroup nodes operations operation',
    'functions function sql databases database db server servers backups backup iam roles role service-accounts projects project',
    'organizations folders billing accounts account budgets pubsub topics subscriptions subscription storage buckets bucket objects',
    'blob file queue table logging sinks metrics monitoring monitor dashboards policies policy dns managed-zones record-sets zone',
    'artifacts repositories repository packages versions docker tags tag builds triggers redis spanner dataflow dataproc composer',
    'environments scheduler tasks queues endpoints endpoint models ai asset components alpha beta vm vmss',
    'webapp functionapp appservice plan aks acr sites cosmosdb postgres mysql flexible-server group groups resource resources provider',
    'extension cloud ad user users assignment definition deployment deployments containerapp replica apps app machine machines',
    'volume volumes orgs org teams members releases domains domain certs cert ips regions droplet droplets kubernetes registry',
    'load-balancer vpcs vpc branch branches linodes proj repo appset source sources pipelinerun taskrun pipeline pipelines',
    'os oci ks ce addon addons space spaces',
  ].flatMap((line) => line.split(' ')),
);

/** What is a noun of one tool and a verb of others. */
const NOUNS_OF: Readonly<Record<string, ReadonlySet<string>>> = table({
  gcloud: new Set(['log', 'logs']),
  az: new Set(['log']),
});

/** Groups that are verbs where they do not stand first: `scheduler jobs run NAME`. */
const GROUPS: Readonly<Record<string, ReadonlySet<string>>> = table({
  gcloud: new Set(['run', 'config', 'deploy']),
});

const LOOKS =
  /^(?:(?:list|describe|get|show)(?:-[\w-]+)?|ls|head(?:-(?:object|bucket))?|status|info|whoami|logs?|version|help|read|tail|stat|du|observe|diff|history|manifests)$/;
const DELETES = /^(?:delete|remove|terminate|destroy|purge|rm|deregister)/;
const SECRET =
  /^(?:secrets?|credentials?|(?:list-)?keys|appsettings|(?:show-|list-)?connection-strings?|kubeconfig|connection|print-access-token|tokens?|auth|assume-role\S*|get-(?:secret|access-token|login|session-token|credentials|federation|parameter|password|authorization|token)\S*)$/;

/**
 * What a client of a cloud is told by its first words, whose order is groups, verb, names: `compute instances list`.
 * Undefined where it only looks. A name may be any word, so what stands behind the verb says nothing.
 */
export function cloudVerb(
  program: string,
  operands: readonly Word[],
): 'delete' | 'read_secret' | 'unknown' | undefined {
  const words = operands.slice(0, 6);
  if (words.some(({ text }) => DELETES.test(text))) return 'delete';
  if (words.some(({ text }) => SECRET.test(text))) return 'read_secret';
  const [groups, nouns] = [GROUPS[program], NOUNS_OF[program]];
  const isNoun = (text: string, at: number): boolean =>
    NOUNS.has(text) || nouns?.has(text) === true || (at === 0 && groups?.has(text) === true);
  const verb = words.find(({ known, text }, at) => !known || !isNoun(text, at));
  return verb?.known === true && LOOKS.test(verb.text) ? undefined : 'unknown';
}
