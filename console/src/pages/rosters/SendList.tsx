import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { dataOf } from '../../../../clients/typescript/src/index.ts'
import type { Department } from '../../../../src/domain/names/departments.ts'
import { api } from '../../api/client.ts'
import { departmentOptions } from '../../parts/departments.ts'
import { ProblemAlert } from '../../parts/problem.tsx'
import { rosterWords as words } from '../../words/catalogue.ts'
import { useSay } from '../../words/language.tsx'
import type { Month } from './roster.ts'

/** A department's file, as it came: what it is the service tells from its bytes. */
export function SendList({ of }: { readonly of: Month }) {
  const say = useSay()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [department, setDepartment] = useState<Department>('civil-affairs')
  const [file, setFile] = useState<File | null>(null)
  const { mutate, error, isPending } = useMutation({
    mutationFn: (list: File) =>
      dataOf(
        api.POST('/v1/rosters', {
          params: { query: { ...of, department } },
          headers: { 'content-type': 'application/octet-stream' },
          body: list as never,
          bodySerializer: (body) => body as never,
        }),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['rosters'] })
      go(`/${id}`)
    },
  })
  const template = `/v1/rosters/template.xlsx?${new URLSearchParams({ region: of.region, department })}`
  return (
    <section className="card" aria-label={say(words.upload)}>
      <div className="head">
        <h2>{say(words.upload)}</h2>
        <span className="quiet">{say(words.sending)}</span>
      </div>
      <ProblemAlert error={error} />
      <Form layout="inline">
        <Form.Item label={say(words.department)} htmlFor="department">
          <Select
            id="department"
            className="wide"
            value={department}
            onChange={setDepartment}
            options={departmentOptions.map(({ value, label }) => ({ value, label: say(label) }))}
          />
        </Form.Item>
        <Form.Item label={say(words.file)} htmlFor="file">
          <input id="file" type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        </Form.Item>
        <div className="actions">
          <Button type="primary" disabled={file === null} loading={isPending} onClick={() => file && mutate(file)}>
            {say(words.send)}
          </Button>
          <Button href={template}>{say(words.template)}</Button>
        </div>
      </Form>
    </section>
  )
}
