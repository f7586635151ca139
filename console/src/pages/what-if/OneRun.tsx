import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Tag } from 'antd'
import { Link } from 'wouter'
import { type components, dataOf } from '../../../../clients/typescript/src/index.ts'
import { api } from '../../api/client.ts'
import { useOperator } from '../../api/session.ts'
import { Exports } from '../../parts/Exports.tsx'
import { HowFar, whileRunning } from '../../parts/HowFar.tsx'
import { useLoaded } from '../../parts/loaded.tsx'
import { ProblemAlert } from '../../parts/problem.tsx'
import { ShownTime } from '../../parts/ShownTime.tsx'
import { whatIfWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import { mayStart } from './may-start.ts'
import { Notes } from './Notes.tsx'
import { Results } from './Results.tsx'

type Run = components['schemas']['WhatIfRun']

export function OneRun({ id }: { readonly id: string }) {
  const say = useSay()
  const { data, waiting } = useLoaded({
    queryKey: ['what-if', 'one', id],
    queryFn: () => dataOf(api.GET('/v1/what-if-runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => whileRunning(state.data?.status),
  })
  if (!data) return waiting
  const { title, region, year, from, to, status, startedAt, changed, progress, result, jobId } = data
  return (
    <>
      <div className="head">
        <h1>{title}</h1>
        <div className="actions">
          {result ? <Files id={id} /> : null}
          <Link href="/">{say(words.runs)}</Link>
        </div>
      </div>
      <Notes />
      <Descriptions
        className="card"
        size="small"
        column={3}
        items={[
          { label: say(words.region), children: `${region} ${year}` },
          { label: say(words.months), children: `${from} — ${to}` },
          { label: say(words.status), children: <Tag>{say(words[status])}</Tag> },
          { label: say(words.startedAt), children: <ShownTime at={startedAt} /> },
          ...(changed === null
            ? []
            : [
                {
                  label: say(words.changed),
                  children: changed.length === 0 ? say(words.nothingChanged) : changed.join('、'),
                },
              ]),
        ]}
      />
      <Course run={data} />
      {whileRunning(status) ? <HowFar {...progress} /> : null}
      {status === 'failed' ? <Failure jobId={jobId} /> : null}
      {result ? <Results id={id} result={result} /> : null}
    </>
  )
}

function Files({ id }: { readonly id: string }) {
  const say = useSay()
  const at = `/v1/what-if-runs/${encodeURIComponent(id)}`
  return (
    <>
      <span className="quiet">{say(words.all)}</span>
      <Exports path={`${at}/tables`} only="xlsx" />
      <Button href={`${at}/page`} target="_blank">
        {say(words.page)}
      </Button>
    </>
  )
}

/** Stops it, or goes on with it from where it was. */
function Course({ run: { id, status } }: { readonly run: Run }) {
  const say = useSay()
  const client = useQueryClient()
  const operator = useOperator()
  const isOpen = whileRunning(status) !== false
  const path = isOpen ? ('/v1/what-if-runs/{id}/stop' as const) : ('/v1/what-if-runs/{id}/resume' as const)
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => dataOf(api.POST(path, { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['what-if'] }),
  })
  if (status === 'succeeded') return null
  return (
    <>
      <ProblemAlert error={error} />
      {status === 'cancelled' ? <Alert className="problem" type="warning" showIcon title={say(words.stopped)} /> : null}
      {mayStart(operator) ? (
        <div className="actions problem">
          <Button danger={isOpen} loading={isPending} onClick={() => mutate()}>
            {say(isOpen ? words.stop : words.resume)}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Why its job failed. */
function Failure({ jobId }: { readonly jobId: string }) {
  const { data, error } = useQuery({
    queryKey: ['jobs', jobId],
    queryFn: () => dataOf(api.GET('/v1/jobs/{id}', { params: { path: { id: jobId } } })),
  })
  if (error) return <ProblemAlert error={error} />
  if (!data?.problem) return null
  const { title, detail } = data.problem
  return <Alert className="problem" type="error" showIcon title={title} description={detail} />
}
