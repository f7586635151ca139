import { ZenEngine } from '@gorules/zen-engine'
import type { InFen, Paid } from './visits.ts'

interface Table {
  readonly name: string
  readonly outputs: readonly string[]
  /** Category, charge class, then the outputs; an empty cell matches anything. The first row that matches counts. */
  readonly rows: readonly (readonly (string | number)[])[]
}

const poor = '"tekun", "dibao", "poverty-returned"'
const watched = '"monitored-unstable", "monitored-marginal", "monitored-sudden"'

/** The same rules as JDM decision tables, in the order of the law. */
const tables: readonly Table[] = [
  {
    name: 'basic',
    outputs: ['basicDeductible', 'basicRate'],
    rows: [
      ['', '"class-three"', 10_000, 85],
      ['', '"county-two"', 40_000, 75],
      ['', '"city-two"', 50_000, 70],
      ['', '"class-one"', 100_000, 60],
    ],
  },
  {
    name: 'criticalIllness',
    outputs: ['start', 'bandRate'],
    rows: [
      [poor, '', 500_000, 80],
      ['', '', 1_000_000, 75],
    ],
  },
  {
    name: 'control',
    outputs: ['controlShare'],
    rows: [
      [poor, '"class-one"', 30],
      [poor, '"city-two"', 20],
      [poor, '', 15],
      ['', '', 1000],
    ],
  },
  {
    name: 'aid',
    outputs: ['aidRate', 'aidDeductible'],
    rows: [
      ['"tekun"', '', 100, 0],
      ['"dibao", "poverty-returned"', '', 70, 0],
      [watched, '', 70, 291_780],
      ['"dibao-marginal"', '', 60, 291_780],
      ['"illness-impoverished"', '', 60, 729_450],
    ],
  },
  {
    name: 'limits',
    outputs: ['annual', 'tiltLimit'],
    rows: [
      [`"dibao", ${watched}`, '', 6_000_000, 4_000_000],
      ['"dibao-marginal", "illness-impoverished"', '', 4_000_000, 4_000_000],
      ['', '', 1_000_000_000_000, 0],
    ],
  },
  {
    name: 'raised',
    outputs: ['floorShare', 'outsideRate'],
    rows: [
      ['"poverty-returned"', '', 90, 85],
      ['', '', 0, 0],
    ],
  },
]

/** The arithmetic, each amount from those before it. */
const amounts: readonly (readonly [key: string, value: string])[] = [
  ['basic', 'min([7000000, floor((max([0, inScope - basicDeductible]) * basicRate + 50) / 100)])'],
  ['left', 'inScope - $.basic'],
  ['growth', '(max([0, accumulated + $.left - start]) - max([0, accumulated - start])) * bandRate / 100'],
  ['criticalIllness', 'min([40000000, floor($.growth + 0.5)])'],
  ['hospital', 'max([0, offCatalogue - floor(((inScope + offCatalogue) * controlShare + 50) / 100)])'],
  ['base', '$.left - $.criticalIllness'],
  ['aidable', 'max([0, $.base - max([0, aidDeductible - accumulated])])'],
  ['main', 'min([floor(($.aidable * aidRate + 50) / 100), max([0, annual - usedAnnual]), $.base])'],
  ['covered', 'inScope - $.base + $.main'],
  ['floorAid', 'min([max([0, floor((inScope * floorShare + 50) / 100) - $.covered]), $.base - $.main])'],
  ['outside', 'floor(((offCatalogue - $.hospital) * outsideRate + 50) / 100)'],
  ['selfPayNow', '$.base - $.main - $.floorAid'],
  ['excess', 'max([0, selfPay + $.selfPayNow - 1000000])'],
  ['tilt', 'usedAnnual + $.main >= annual ? min([floor(($.excess * 70 + 50) / 100), tiltLimit, $.selfPayNow]) : 0'],
  ['assistance', '$.main + $.floorAid + $.outside'],
  ['person', 'inScope + offCatalogue - $.basic - $.criticalIllness - $.assistance - $.tilt - $.hospital'],
]

export function zen(): (facts: InFen) => () => Promise<Paid> {
  const decision = new ZenEngine().createDecision(graph())
  return (facts) => async () => (await decision.evaluate(facts)).result as Paid
}

function graph() {
  const input = { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } }
  const output = { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } }
  const count = {
    id: 'count',
    type: 'expressionNode',
    name: 'count',
    position: { x: 0, y: 0 },
    content: { expressions: amounts.map(([key, value]) => ({ id: key, key, value })) },
  }
  const nodes = [input, ...tables.map(tableNode), count, output]
  const edges = nodes.slice(1).map((node, at) => ({
    id: `edge-${at}`,
    type: 'edge',
    sourceId: (nodes[at] as typeof node).id,
    targetId: node.id,
  }))
  return { nodes, edges }
}

function tableNode({ name, outputs, rows }: Table) {
  const inputs = ['category', 'feeClass'].map((field) => ({ id: field, name: field, field }))
  const named = outputs.map((field) => ({ id: field, name: field, field }))
  const columns = [...inputs, ...named].map(({ id }) => id)
  const rules = rows.map((row, at) => ({
    _id: `${name}-${at}`,
    ...Object.fromEntries(columns.map((column, index) => [column, String(row[index])])),
  }))
  const content = { hitPolicy: 'first', inputs, outputs: named, rules, passThrough: true }
  return { id: name, type: 'decisionTableNode', name, position: { x: 0, y: 0 }, content }
}
