import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Form, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { holdsPost, useOperator } from '../../api/session.ts'
import { yearNow } from '../../parts/days.ts'
import { ProblemAlert } from '../../parts/problem.tsx'
import { peopleWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { Entitled } from './Entitled.tsx'
import { Facts } from './Facts.tsx'
import { Limits } from './Limits.tsx'
import { Timeline } from './Timeline.tsx'

/** One person: who they are, what is left of the year, what has happened. */
export function OnePerson({ personNo }: { readonly personNo: string }) {
  const say = useSay()
  const operator = useOperator()
  const [year, setYear] = useState(yearNow)
  const years = Array.from({ length: 6 }, (_, back) => yearNow() - back)
  return (
    <>
      <div className="head">
        <h1>
          {say(words.personNo)} {personNo}
        </h1>
        <Form layout="inline">
          <Form.Item label={say(words.year)} htmlFor="year">
            <Select
              id="year"
              className="narrow"
              value={year}
              onChange={setYear}
              options={years.map((value) => ({ value, label: String(value) }))}
            />
          </Form.Item>
          {holdsPost(operator, ['auditor']) ? (
            <Button href={`/v1/beneficiaries/${encodeURIComponent(personNo)}/file`}>{say(words.wholeFile)}</Button>
          ) : null}
          <Link href="/">{say(words.title)}</Link>
        </Form>
      </div>
      <Known personNo={personNo} />
      <Limits personNo={personNo} year={year} />
      <Timeline personNo={personNo} year={year} />
      <Entitled personNo={personNo} year={year} />
      <Facts personNo={personNo} />
    </>
  )
}

/** What the register knows; the number of the document in full only when it is asked for, which leaves a line of its own. */
function Known({ personNo }: { readonly personNo: string }) {
  const say = useSay()
  const [isShown, setShown] = useState(false)
  const { data, error, isFetching } = useQuery({
    queryKey: ['person', personNo, isShown],
    queryFn: () =>
      dataOf(
        api.GET('/v1/beneficiaries/{personNo}', {
          params: { path: { personNo }, query: isShown ? { show: 'idNumber' } : {} },
        }),
      ),
    placeholderData: (before) => before,
  })
  if (error) return <ProblemAlert error={error} />
  if (!data) return <Skeleton active />
  const { name, idNumber, birthDate, insuredRegion, insurance, enrolledTier } = data
  return (
    <Descriptions
      className="card"
      size="small"
      column={3}
      items={[
        { label: say(words.name), children: name },
        {
          label: say(words.idNumber),
          children: (
            <>
              {idNumber}{' '}
              {isShown ? null : (
                <Button size="small" loading={isFetching} onClick={() => setShown(true)}>
                  {say(words.show)}
                </Button>
              )}
            </>
          ),
        },
        { label: say(words.birthDate), children: birthDate },
        { label: say(words.insuredRegion), children: insuredRegion },
        { label: say(words.insurance), children: say(words[insurance]) },
        { label: say(words.tier), children: enrolledTier ?? say(words.notEnrolled) },
      ]}
    />
  )
}
