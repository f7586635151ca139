import { describe, expect, test } from 'vitest'
import { cityDesk } from '../../support/database/city-desk.ts'
import { send } from '../../support/database/test-app.ts'

// 990000 has no law of its own; 990100 below it has.
const { made, person, settle } = cityDesk()
const read = (url: string) => send(made, 'GET', url, undefined, { key: made.keys.bureau })

describe('a region that leaves its law to the places below is asked for what lies below', () => {
  test('enrolment, and who is not enrolled', async () => {
    await person({ as: 'dibao' })
    const without = await person({ as: 'tekun', tier: null })
    const [above, own] = [
      await read('/v1/enrolment?region=990000&year=2024'),
      await read('/v1/enrolment?region=990100&year=2024'),
    ]
    expect([above.status, own.status]).toEqual([200, 200])
    expect(above.body).toMatchObject({
      region: '990000',
      people: 2,
      enrolled: 1,
      line: null,
      policy: null,
      groups: own.body.groups,
    })
    expect(own.body).toMatchObject({ people: 2, enrolled: 1, policy: '990100@2023-01-01' })
    const listed = await read('/v1/enrolment/not-enrolled?region=990000&year=2024')
    expect(listed.body.items).toMatchObject([{ personNo: without, categories: ['tekun'], department: 'civil-affairs' }])
    expect((await read('/v1/enrolment?region=980000&year=2024')).body).toMatchObject({ code: 'policy-missing' })
  })

  test('what the law of now would change', async () => {
    await settle(await person({ as: 'dibao' }), { on: '2024-02-01', inScope: '1000.00' })
    const above = await read('/v1/recalculation-differences?region=990000&year=2024')
    expect([above.status, above.body]).toEqual([200, { items: [], refused: [], nextCursor: null }])
    expect(above.body).toEqual((await read('/v1/recalculation-differences?region=990100&year=2024')).body)
    expect((await read('/v1/recalculation-differences?region=980000&year=2024')).body).toMatchObject({
      code: 'policy-missing',
    })
  })

  test('lists of departments, of a county and of all that lies in the city', async () => {
    const url = '/v1/rosters?region=990100&month=2024-04&department=civil-affairs'
    const content = '变动,姓名,身份证号,救助身份,开始日期\n新增,张三,11010119800307301X,低保,2024-04-01\n'
    const headers = { 'content-type': 'text/csv' }
    const sent = await made.app.inject({
      ...{ method: 'POST', url, payload: content },
      headers: { ...headers, authorization: `Bearer ${made.keys.bureau}` },
    })
    expect([sent.statusCode, sent.body]).toEqual([201, expect.anything()])
    const ids = async (region: string) => {
      const { status, body } = await read(`/v1/rosters?region=${region}&month=2024-04`)
      return [status, body.items?.map(({ region: of }: { region: string }) => of)]
    }
    expect(await ids('990000')).toEqual([200, ['990100']])
    expect(await ids('990100')).toEqual([200, ['990100']])
    expect(await ids('990101')).toEqual([200, []])
    expect(await ids('980000')).toEqual([422, undefined])
  })
})
