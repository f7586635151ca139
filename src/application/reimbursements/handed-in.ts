import type { ReadHospital } from '../../db/ledger/rows.ts'
import { storedInput } from '../../db/ledger/stored.ts'
import { among, maybe, members, type Shape, shaped, text, trueOrFalse } from '../../db/shared/shape.ts'
import type { Day } from '../../domain/calendar.ts'
import type { Input } from '../../domain/claim/input.ts'
import { hospitalLevels } from '../../domain/names/hospitals.ts'

/** Where the care was, as it counts for the bill: one that is registered here as it was on the day, another as the bureau says. */
export interface CareHospital extends ReadHospital {
  readonly name: string
}

/** The paper that shows what insurance has paid. */
export interface InsuranceProof {
  readonly documentNo: string
  readonly issuedBy: string
  readonly issuedOn: Day | null
}

/** What was handed in, as it is kept. */
export interface HandedIn {
  readonly input: Input
  readonly hospital: CareHospital
  readonly proof: InsuranceProof | null
  /** The number of the file where the paper itself lies. */
  readonly archiveNo: string | null
}

/** Looked at as every claim is. */
const anything: Shape<unknown> = () => null

const shape = members<Omit<HandedIn, 'input'> & { readonly input: unknown }>({
  input: anything,
  hospital: members<CareHospital>({
    name: text,
    hospitalCode: text,
    region: text,
    level: among(hospitalLevels),
    feeClass: maybe(text),
    designated: trueOrFalse,
    criticalDiseaseDesignated: trueOrFalse,
  }),
  proof: maybe(members<InsuranceProof>({ documentNo: text, issuedBy: text, issuedOn: maybe(text) })),
  archiveNo: maybe(text),
})

/** Errors: UnreadableRow, for a row that was changed by hand. */
export function handedInOf(content: unknown): HandedIn {
  const { input, hospital, proof, archiveNo } = shaped('reimbursements.content', shape, content)
  return { input: storedInput(input), hospital, proof, archiveNo }
}
