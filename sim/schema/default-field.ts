import { say } from "./parameter.ts";

/**
 * The field that a scenario gets when it says nothing: eight practices, three templates and a mission-led majority, one sector, one
 * region. Positions are assumptions; the shipped scenarios state their own.
 */
export const defaultPractices = {
  formalisation: {
    label: say("Formalisation", "Formalisation"),
    faculties: { receptivity: 0.1, unitCost: 0.04, bidding: 0.3 },
    poolable: 0.9,
  },
  managementControl: {
    label: say("Management control", "Contrôle de gestion"),
    faculties: { board: -0.1, unitCost: -0.08, bidding: 0.25 },
    poolable: 1,
  },
  professionalisation: {
    label: say("Professionalisation", "Professionnalisation"),
    faculties: { receptivity: 0.6, board: -0.15, unitCost: 0.08, bidding: 0.15, sensing: 0.1 },
    poolable: 0.6,
  },
  marketOrientation: {
    label: say("Market orientation", "Orientation marchande"),
    faculties: { receptivity: -0.1, board: -0.1, unitCost: -0.04, bidding: 0.1 },
    poolable: 0.4,
  },
  standardisation: {
    label: say("Standardisation", "Standardisation"),
    faculties: { receptivity: 0.1, unitCost: -0.08, sensing: -0.2 },
    poolable: 0.8,
  },
  memberGovernance: {
    label: say("Member governance", "Gouvernance par les membres"),
    faculties: { board: 0.6, unitCost: 0.02, voice: 0.2, sensing: 0.15 },
    stake: 1.5,
    poolable: 0.1,
  },
  advocacy: {
    label: say("Advocacy", "Plaidoyer"),
    faculties: { board: 0.1, unitCost: 0.02, voice: 0.4 },
    stake: 1.5,
    poolable: 0.2,
  },
  territorialEmbedding: {
    label: say("Territorial embedding", "Ancrage territorial"),
    faculties: { board: 0.05, unitCost: 0.02, voice: 0.1, sensing: 0.4 },
    stake: 1.2,
    poolable: 0.3,
  },
};

export const defaultArchetypes = {
  administration: {
    label: say("Public administration", "Administration publique"),
    share: 0.2,
    practice: [0.85, 0.6, 0.65, 0.15, 0.8, 0.2, 0.15, 0.45],
    credentials: 0.7,
    meetings: 0.6,
  },
  enterprise: {
    label: say("Market firm", "Entreprise marchande"),
    share: 0.1,
    practice: [0.6, 0.9, 0.5, 0.9, 0.7, 0.1, 0.1, 0.2],
    credentials: 0.5,
    meetings: 0.4,
  },
  mission: {
    label: say("Associative mission", "Mission associative"),
    share: 0.7,
    practice: [0.3, 0.25, 0.45, 0.1, 0.25, 0.85, 0.75, 0.75],
    credentials: 0.45,
    meetings: 0.5,
  },
};

export const defaultSectors = {
  general: {
    label: say("Social and medico-social", "Social et médico-social"),
    weight: 1,
    placesPerEstablishment: 32,
    forProfit: 0.05,
    funders: { authority: 0.85, users: 0.1, market: 0.05 },
    norm: [0.6, 0.45, 0.85, 0.2, 0.5, 0.45, 0.4, 0.55],
  },
};

export const defaultRegions = {
  territory: { label: say("Territory", "Territoire"), weight: 1 },
};

export const defaultRegulators = {
  authority: {
    label: say("Authority", "Autorité"),
    level: "region" as const,
    prescription: [0.8, 0.7, 0.7, 0.4, 0.75, 0.35, 0.25, 0.5],
    admissibility: [0.2, 0.2, 0.3, 0.3, 0.2, 0.4, 0.4, 0.4],
  },
};
