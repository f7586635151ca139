import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useSay, type Words } from '../words/language.tsx'
import { ProblemAlert } from './problem.tsx'

/** A file is sent as it came: what it is the service tells from its bytes. */
export const asFile = (file: File) => ({
  headers: { 'content-type': 'application/octet-stream' },
  body: file as never,
  bodySerializer: (body: unknown) => body as never,
})

interface Sending<Answer> {
  readonly title: Words
  readonly label: Words
  readonly send: (file: File) => Promise<Answer>
  readonly shown: (answer: Answer) => ReactNode
  /** What is asked for beside the file. */
  readonly children?: ReactNode
}

/** A file of many lines, and what became of each. */
export function SendFile<Answer>({ title, label, send, shown, children }: Sending<Answer>) {
  const say = useSay()
  const client = useQueryClient()
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <section className="card" aria-label={say(title)}>
      <h2>{say(title)}</h2>
      <ProblemAlert error={error} />
      <Form layout="inline">
        {children}
        <Form.Item label={say(label)} htmlFor={id}>
          <input id={id} type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        </Form.Item>
        <Button type="primary" disabled={file === null} loading={isPending} onClick={() => file && mutate(file)}>
          {say(title)}
        </Button>
      </Form>
      {data === undefined ? null : shown(data)}
    </section>
  )
}
