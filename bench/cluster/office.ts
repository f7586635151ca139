import { verify } from '../faults/environment/verify.ts'
import { personNo } from '../faults/load/people.ts'
import type { Checking } from './environment.ts'
import { bodyOf, idNumberOf, jincheng, must, newPerson, type Step, stay, until } from './step.ts'

const read = async <T>({ ask }: Checking, path: string) => bodyOf<T>(await ask('GET', path), 200)

export const office: readonly Step[] = [
  {
    en: 'a roster, compared and applied',
    zh: '名单比对与应用',
    run: async (checking) => {
      const uploaded = bodyOf<{ id: string; opened: number }>(
        await checking.ask('POST', listOf('2024-05'), list()),
        201,
      )
      must(uploaded.opened === 1, `one identity is opened by the list, not ${uploaded.opened}`)
      bodyOf(await checking.ask('POST', `/v1/rosters/${uploaded.id}/apply`), 202)
      const path = `/v1/rosters/${uploaded.id}`
      const applied = () => read<{ status: string; applied: number }>(checking, path)
      const { applied: count } = await until(applied, ({ status }) => status === 'applied')
      return `${count} applied by a job`
    },
  },
  {
    en: 'the year’s end',
    zh: '年末清算',
    run: async (checking) => {
      const person = await newPerson(checking, 106)
      const disease = { kind: 'chronic', diseaseCode: 'M00100', diseaseName: '慢性病', management: 'quota' }
      const days = { from: '2021-01-01', to: null }
      bodyOf(await checking.ask('POST', `/v1/beneficiaries/${person}/registrations`, { ...disease, ...days }), 201)
      const {
        settlementNo,
        personNo: no,
        hospitalCode,
        costs,
        paid,
      } = stay(person, 'CHECK-Y', { inScope: 1_000, basic: 0 })
      const visit = { settlementNo, personNo: no, hospitalCode, costs, paid, care: 'outpatient-chronic' }
      const chronic = { ...visit, servedOn: '2023-05-10', diseaseCode: 'M00100' }
      bodyOf(await checking.ask('POST', '/v1/settlements', chronic), 201)
      const asked = { region: '140500', year: 2023 }
      const { id } = bodyOf<{ id: string }>(await checking.ask('POST', '/v1/year-end-runs', asked), 202)
      const run = () =>
        read<{ status: string; people: number; assistance: string }>(checking, `/v1/year-end-runs/${id}`)
      const done = await until(run, ({ status }) => status === 'succeeded' || status === 'failed')
      must(done.status === 'succeeded' && done.people === 1, `${done.status}, ${done.people} people`)
      return `${done.assistance} for one person by a job`
    },
  },
  {
    en: 'the fund',
    zh: '基金收支',
    run: async (checking) => {
      const path = `/v1/funds/${jincheng.city}`
      const receipt = { receiptNo: 'CHECK-F1', source: 'provincial', amount: '1000000.00', receivedOn: '2023-01-10' }
      bodyOf(await checking.ask('POST', `${path}/receipts`, { ...receipt, note: '验收' }), 201)
      const { balance } = await read<{ balance: string }>(checking, path)
      return `balance ${balance}`
    },
  },
  {
    en: 'the overview',
    zh: '总览',
    run: async (checking) => {
      bodyOf(await checking.ask('GET', '/v1/overview?region=140500&year=2023'), 200)
      return 'answered'
    },
  },
]

export const verified: Step = {
  en: 'ledger:verify',
  zh: '账目核对',
  run: async ({ url }) => {
    const differences = await verify(url)
    must(differences === '', differences)
    return 'the ledger agrees'
  },
}

const listOf = (month: string) => `/v1/rosters?region=140500&month=${month}&department=civil-affairs`

function list(): string {
  const columns = 'change,personNo,idNumber,name,birthDate,category,from,certificateNo,insuredRegion,enrolledTier'
  const born = '1950-03-12'
  return `${columns}\nadded,${personNo(jincheng, 107)},${idNumberOf(born)},名单某人,${born},dibao,2024-05-01,CHECK-1,140502,1\n`
}
