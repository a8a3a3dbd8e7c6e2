// Content slots of each kind, name and type, in the order of the contract.
const PARAGRAPHS = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`narrative_${n}`, 'Portion']));
const JOINT = { centre: 'Text', names: 'Names', required: 'Texts', facilitator: 'Text', lapses: 'When', clauses: 'Clauses' };
export const JOINT_KINDS = ['minutes', 'decision', 'joint-statement', 'charter', 'agreement', 'roadmap', 'unit', 'assessment'];
export const KINDS = {
  'log-entry': { centre: 'Text', text: 'Text', told: 'Texts', done: 'Bool' },
  incident: {
    centre: 'Text', observed: 'When', type: 'Text', summary: 'Text', place: 'Place', place_exact: 'Place', size: 'Text',
    activity: 'Text', unit: 'Text', equipment: 'Text', casualties: 'Casualties', ...PARAGRAPHS, written_for_release: 'Text',
    grading: 'Text', source: 'Text', attachments: 'Files', closed: 'Bool',
  },
  meeting: {
    title: 'Text', when: 'When', where: 'Text', series: 'Text', facilitator: 'Text', attendees: 'Attendees',
    topics: 'Texts', outcome: 'Text',
  },
  estimate: { of: 'Text', quantity: 'Range', as_of: 'When', area: 'Text', by: 'Text', definition: 'Text' },
  strength: { contributor: 'Text', count: 'Range', as_of: 'When', task: 'Text' },
  commitment: { text: 'Text', texts: 'Names', owner: 'Text', beneficiary: 'Text', agreed: 'When', due: 'When', clause: 'Text', quote: 'Text', state: 'Enum', pending: 'Texts' },
  place: { key: 'Text', names: 'Names', variants: 'Texts', place: 'Place', role: 'Enum' },
  'source-item': { number: 'Text', outlet: 'Text', published: 'When', summary: 'Text' },
  'desk-message': { centre: 'Text', to: 'Text', text: 'Text', urgent: 'Bool' },
  handover: { centre: 'Text', period: 'When', open: 'Texts', note: 'Text' },
  disclosure: { centre: 'Text', to: 'Text', shown: 'Texts', purpose: 'Text' },
  sitrep: {
    centre: 'Text', edition: 'Enum', period: 'When', summary: 'Text', incidents: 'Range', casualties: 'Casualties', counts: 'Texts',
    narrative_1: 'Portion', narrative_2: 'Portion', narrative_3: 'Portion', narrative_4: 'Portion', written_for_release: 'Text', attachments: 'Files',
  },
  minutes: JOINT,
  decision: { ...JOINT, from: 'When' },
  'joint-statement': JOINT,
  charter: { ...JOINT, duties: 'Duties' },
  agreement: JOINT,
  roadmap: { ...JOINT, milestones: 'Milestones' },
  unit: { ...JOINT, key: 'Text', echelon: 'Enum', parents: 'Texts', period: 'When' },
  assessment: { ...JOINT, question: 'Text', as_of: 'When', judgements: 'Judgements', dissent: 'Text' },
  'agenda-item': { number: 'Text', text: 'Text', texts: 'Names', clause: 'Text', parties: 'Texts' },
  'meeting-note': { what: 'Enum', text: 'Text', owner: 'Text', due: 'When' },
  position: { answer: 'Enum', officer: 'Text', signature: 'Signature', clauses: 'Texts', reason: 'Text', dissent: 'Text' },
  progress: { what: 'Enum', on: 'When', note: 'Text', attachments: 'Files' },
  programme: { names: 'Names', scope: 'Text', funder: 'Text', recipient: 'Text', period: 'When' },
  task: { unit: 'Text', old: 'Text', new: 'Text', clause: 'Text', from: 'When' },
  transfer: { unit: 'Text', share: 'Range', as_of: 'When', blocks: 'Text', owner: 'Text' },
  acknowledgement: { what: 'Enum', note: 'Text' },
  link: { relation: 'Enum', note: 'Text' },
  correction: { target_kind: 'Text', reason: 'Text', text: 'Text', casualties: 'Casualties', size: 'Text', summary: 'Text', place: 'Place', place_exact: 'Place', type: 'Text', observed: 'When', activity: 'Text', unit: 'Text', equipment: 'Text', ...PARAGRAPHS, written_for_release: 'Text', grading: 'Text', source: 'Text', closed: 'Bool' },
};
export const TITLE = {
  'log-entry': 'text', 'desk-message': 'text', handover: 'note', disclosure: 'purpose', incident: 'summary', sitrep: 'summary', meeting: 'title', estimate: 'of', strength: 'contributor',
  commitment: 'text', 'source-item': 'outlet', correction: 'reason', place: 'key', ...Object.fromEntries(JOINT_KINDS.map((kind) => [kind, 'names'])), programme: 'names',
  'agenda-item': 'text', 'meeting-note': 'text', task: 'new', transfer: 'unit', progress: 'note', position: 'reason',
};
export const WHEN = {
  handover: 'period', sitrep: 'period', incident: 'observed', meeting: 'when', estimate: 'as_of', strength: 'as_of', commitment: 'due', 'source-item': 'published',
  decision: 'from', unit: 'period', assessment: 'as_of', programme: 'period', task: 'from', transfer: 'as_of', progress: 'on', 'meeting-note': 'due',
};
