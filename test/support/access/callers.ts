import { demoPeople } from '../../../src/application/demo/demo-people.ts'
import { send, type TestApp } from '../database/test-app.ts'

/** Who asks. Everything that is asked for lies in Jincheng (140500), and is of its hospital H14050000001. */
export const columns = ['hospital', 'otherHospital', 'bureau', 'otherBureau', 'province', 'auditor', 'admin'] as const
export type Column = (typeof columns)[number]

/** Those who are refused come first, so that they ask while there is still something to take away. */
export const order: readonly Column[] = [
  'otherHospital',
  'otherBureau',
  'auditor',
  'hospital',
  'bureau',
  'province',
  'admin',
]

export const otherHospitalCode = 'H37080000001'
export const otherRegion = '370811'

export type Keys = Readonly<Record<Column, string>>

/** The hospital has read the certificates of the people of Jincheng, the other one of nobody. */
export async function issueKeys(it: TestApp): Promise<Keys> {
  for (const { idNumber, name } of demoPeople.filter(({ insuredRegion }) => insuredRegion === '140502'))
    await send(it, 'POST', '/v1/certificate-reads', { idNumber, name }, { key: it.keys.hospital })
  const bureau = (region: string) => it.issue({ kind: 'bureau', name: 'access', region })
  return {
    hospital: it.keys.hospital,
    otherHospital: await it.issue({
      ...{ kind: 'hospital', name: 'access', region: otherRegion },
      hospitalCode: otherHospitalCode,
    }),
    bureau: await bureau('140500'),
    otherBureau: await bureau('370800'),
    province: await bureau('140000'),
    auditor: it.keys.auditor,
    admin: it.keys.bureau,
  }
}
