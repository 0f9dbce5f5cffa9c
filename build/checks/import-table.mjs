/**
 * The table "who may import whom", for dependency-cruiser: each row says what a folder may import,
 * and all else is forbidden. Tests may import whatever they test against.
 */

const TESTS = '\\.test\\.tsx?$|/testing/|/contract-suite\\.ts$|/vectors/';
const PACKAGES = '^node_modules/';
const DEMO_ENTRIES = '^main/hosts/[^/]+/entry\\.demo\\.ts$';
const STAND_INS = '^(devices/simulators|main/demo)/';

/** @param {string[]} names */
const packages = (...names) => `^node_modules/(@types/)?(${names.join('|')})/`;

/**
 * @param {string} name
 * @param {string} comment
 * @param {{ of: string, except?: string, may: string[] }} row
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function imports(name, comment, { of, except, may }) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: of, pathNot: [TESTS, ...(except === undefined ? [] : [except])] },
    to: { pathNot: may },
  };
}

/**
 * @param {string} name
 * @param {string} comment
 * @param {{ of: string, to: string }} row
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function importsTypes(name, comment, { of, to }) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: of, pathNot: TESTS },
    to: { path: to, dependencyTypesNot: ['type-only'] },
  };
}

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const RULES = [
  imports('config', 'config imports nothing', { of: '^config/', may: ['^config/'] }),
  imports('core', 'state-machines: xstate, config and central/contract', {
    of: '^state-machines/',
    may: ['^state-machines/', packages('xstate'), '^config/', '^central/contract/'],
  }),
  importsTypes('core-types', 'state-machines: only types of config and contract, and codes', {
    of: '^state-machines/',
    to: '^(config/|central/contract/(?!codes\\.ts$))',
  }),
  imports('central-contract', 'central/contract: the schema library only', {
    of: '^central/contract/',
    may: ['^central/contract/', packages('zod')],
  }),
  imports('contract', 'main/contract: the schema library, the views and failures, config', {
    of: '^main/contract/',
    may: ['^main/contract/', packages('zod'), '^state-machines/(views|failures)\\.ts$', '^config/'],
  }),
  importsTypes('contract-types', 'main/contract: only types of state-machines', {
    of: '^main/contract/',
    to: '^state-machines/',
  }),
  imports('devices', 'devices: the ports and failures, config; no other folder', {
    of: '^devices/',
    // The rule "environment" says who may import what Node brings.
    may: [
      '^devices/',
      PACKAGES,
      '^state-machines/(ports/|failures\\.ts$)',
      '^config/',
      '^(node:)?[a-z_]+(/promises)?$',
    ],
  }),
  importsTypes('devices-types', 'devices: only types of state-machines and config', {
    of: '^devices/',
    to: '^(state-machines|config)/',
  }),
  imports('kit', 'devices/kit: no device', {
    of: '^devices/kit/',
    except: '^devices/kit/transports/',
    may: ['^devices/kit/', '^state-machines/'],
  }),
  {
    name: 'device-order',
    comment:
      'inside devices: kit <- card <- eid; kit <- printer, display, scanner. Only eid knows cards',
    severity: 'error',
    from: { path: '^devices/(card|printer|display|scanner)/', pathNot: TESTS },
    to: { path: '^devices/(?!kit/|$1/)' },
  },
  {
    name: 'eid-order',
    comment: 'devices/eid: kit and card',
    severity: 'error',
    from: { path: '^devices/eid/', pathNot: TESTS },
    to: { path: '^devices/(?!kit/|card/|eid/)' },
  },
  {
    name: 'environment',
    comment: 'devices: only transports, eid/primitives and desk commands touch Node and drivers',
    severity: 'error',
    from: {
      path: '^devices/',
      pathNot: [TESTS, '/transports/', '^devices/eid/primitives/', '/cli[^/]*$', STAND_INS],
    },
    to: {
      dependencyTypes: ['core', 'npm-no-pkg', 'npm'],
      path: '^(?!node_modules)|/(pcsc-mini|serialport)/',
    },
  },
  {
    name: 'simulators',
    comment: 'devices/simulators: kit and eid/primitives; never a driver or the eID protocol',
    severity: 'error',
    from: { path: '^devices/simulators/', pathNot: TESTS },
    to: { path: '^devices/(?!simulators/|kit/|eid/primitives/)' },
  },
  imports('screens', 'renderer: main/contract, the views and failures, config/text', {
    of: '^renderer/',
    except: '/vite\\.config\\.ts$',
    may: [
      '^renderer/',
      '^main/contract/',
      '^state-machines/(views|failures)\\.ts$',
      '^config/',
      packages('react', 'react-dom', '@kern-ux/native'),
    ],
  }),
  {
    name: 'screens-text',
    comment: 'renderer: of config, values only from config/text and the closed lists of names',
    severity: 'error',
    from: { path: '^renderer/', pathNot: TESTS },
    to: {
      path: '^config/',
      pathNot: '^config/(text/|languages\\.ts$|services\\.ts$)',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'main',
    comment: 'main: all but the screens, the server and the tooling',
    severity: 'error',
    from: { path: '^main/', pathNot: TESTS },
    to: { path: '^(renderer|build|central/(server|web))/' },
  },
  {
    name: 'stand-ins',
    comment: 'main: simulators only in main/demo and the entries that are never packaged',
    severity: 'error',
    from: { path: '^(main|devices)/', pathNot: [TESTS, STAND_INS, DEMO_ENTRIES] },
    to: { path: STAND_INS },
  },
  {
    name: 'product',
    comment: 'the packaged entry reaches no simulator, by no detour',
    severity: 'error',
    from: { path: '^main/(hosts/electron/entry|core|app)\\.ts$' },
    to: { path: STAND_INS, reachable: true },
  },
  {
    name: 'electron',
    comment: 'only the Electron host knows Electron',
    severity: 'error',
    from: { pathNot: ['^main/hosts/electron/', '^build/'] },
    to: { path: packages('electron') },
  },
  imports('central-server', 'central/server: central/contract, and packages', {
    of: '^central/server/',
    may: ['^central/(server|contract)/', PACKAGES, '^(node:)?[a-z_]+(/promises)?$'],
  }),
  imports('central-web', 'central/web: central/contract, React and the design system', {
    of: '^central/web/',
    except: '/vite\\.config\\.ts$',
    may: [
      '^central/(web|contract)/',
      packages('react', 'react-dom', '@kern-ux/native', 'uqr', 'zod'),
    ],
  }),
  {
    name: 'tooling',
    comment: 'nobody imports build',
    severity: 'error',
    from: { pathNot: '^build/' },
    to: { path: '^build/' },
  },
  {
    name: 'found',
    comment: 'what is imported is there',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'acyclic',
    comment: 'no file needs itself, types aside',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: RULES,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|build/journeys/output)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
