import { casbin } from './casbin.js';
import { casl } from './casl.js';
import { cedar } from './cedar.js';
import { cel } from './cel.js';
import { jsonRulesEngine } from './json-rules-engine.js';
import { loop } from './loop.js';
import { map } from './map.js';
import type { Peer } from './peer.js';

export const PEERS: readonly Peer[] = [map, loop, casl, cedar, casbin, cel, jsonRulesEngine];
